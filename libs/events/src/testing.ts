export { fixtures } from './lib/families.fixtures';
export type { FamilyFixtures } from './lib/family-fixtures';
export { chatFixtures } from './lib/chats/chats.fixtures';
export { generationFixtures } from './lib/generations/generations.fixtures';
export { newsFixtures } from './lib/news/news.fixtures';
export { orderFixtures } from './lib/orders/orders.fixtures';
