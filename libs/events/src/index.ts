export { defineFamily, foldEvents } from './lib/define-family';
export type {
  AnyFamily,
  EventInfo,
  EventOf,
  Family,
  FamilyAccess,
  FamilyEvents,
  FamilyOptions,
  Retention,
} from './lib/define-family';
export { families } from './lib/families';
export * from './lib/activities/activities.family';
export * from './lib/chats/chats.family';
export * from './lib/feeds/feeds.family';
export * from './lib/generations/generations.family';
export * from './lib/matches/matches.clock';
export * from './lib/matches/matches.events';
export * from './lib/matches/matches.family';
export { MATCH_STATUSES } from './lib/matches/matches.status';
export type { MatchStatus } from './lib/matches/matches.status';
export * from './lib/news/news.family';
export * from './lib/notifications/notifications.family';
export * from './lib/orders/orders.commands';
export * from './lib/orders/orders.family';
export * from './lib/quotes/quotes.family';
export * from './lib/relations/relations.family';
