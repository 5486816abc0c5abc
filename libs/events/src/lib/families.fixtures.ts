import type { FamilyFixtures } from './family-fixtures';
import { activityFixtures } from './activities/activities.fixtures';
import { chatFixtures } from './chats/chats.fixtures';
import { feedFixtures } from './feeds/feeds.fixtures';
import { generationFixtures } from './generations/generations.fixtures';
import { matchFixtures } from './matches/matches.fixtures';
import { newsFixtures } from './news/news.fixtures';
import { notificationFixtures } from './notifications/notifications.fixtures';
import { orderFixtures } from './orders/orders.fixtures';
import { quoteFixtures } from './quotes/quotes.fixtures';
import { relationFixtures } from './relations/relations.fixtures';

/** The fixtures of all families of this library. */
export const fixtures: readonly FamilyFixtures[] = [
  activityFixtures,
  chatFixtures,
  feedFixtures,
  generationFixtures,
  matchFixtures,
  newsFixtures,
  notificationFixtures,
  orderFixtures,
  quoteFixtures,
  relationFixtures,
];
