import type { EventDtos } from './event-data.dto';
import { activityDtos } from './activities/activities.dto';
import { chatDtos } from './chats/chats.dto';
import { feedDtos } from './feeds/feeds.dto';
import { generationDtos } from './generations/generations.dto';
import { matchDtos } from './matches/matches.dto';
import { newsDtos } from './news/news.dto';
import { notificationDtos } from './notifications/notifications.dto';
import { orderDtos } from './orders/orders.dto';
import { quoteDtos } from './quotes/quotes.dto';
import { relationDtos } from './relations/relations.dto';

/** The DTOs of all families of this library. */
export const eventDtos: readonly EventDtos[] = [
  activityDtos,
  chatDtos,
  feedDtos,
  generationDtos,
  matchDtos,
  newsDtos,
  notificationDtos,
  orderDtos,
  quoteDtos,
  relationDtos,
];
