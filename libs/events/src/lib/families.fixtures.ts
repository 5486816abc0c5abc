import { chatFixtures } from './chats/chats.fixtures';
import type { FamilyFixtures } from './family-fixtures';
import { generationFixtures } from './generations/generations.fixtures';
import { newsFixtures } from './news/news.fixtures';
import { orderFixtures } from './orders/orders.fixtures';

/** The fixtures of all families of this library. */
export const fixtures: readonly FamilyFixtures[] = [chatFixtures, generationFixtures, newsFixtures, orderFixtures];
