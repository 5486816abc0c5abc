import type { AnyFamily } from './define-family';
import { activities } from './activities/activities.family';
import { chats } from './chats/chats.family';
import { feeds } from './feeds/feeds.family';
import { generations } from './generations/generations.family';
import { matches } from './matches/matches.family';
import { news } from './news/news.family';
import { notifications } from './notifications/notifications.family';
import { orders } from './orders/orders.family';
import { quotes } from './quotes/quotes.family';
import { relations } from './relations/relations.family';

/** All families of this library. */
export const families: readonly AnyFamily[] = [
  activities,
  chats,
  feeds,
  generations,
  matches,
  news,
  notifications,
  orders,
  quotes,
  relations,
];
