export { checkEventData, defineEventDtos, describeErrors } from './lib/event-data.dto';
export type { DataError, EventDtos } from './lib/event-data.dto';
export { eventDtos } from './lib/families.dto';
export * from './lib/chats/chats.dto';
export * from './lib/generations/generations.dto';
export * from './lib/news/news.dto';
export * from './lib/orders/orders.dto';
