import type { ControllerInfo } from '../controller-info';
import { aiSdk, chat, models, responses } from './dialects';
import { generations } from './generations';
import { matches, news, quotes } from './live';
import { catalogue, health, metrics } from './operating';
import { orders } from './orders';
import { activities, feeds, notifications, relations } from './social';
import { streams, topics } from './streams';

/** What the controllers of this app do, in the order of the document. */
export const CONTROLLERS: readonly ControllerInfo[] = [
  generations,
  orders,
  activities,
  relations,
  feeds,
  notifications,
  quotes,
  matches,
  news,
  streams,
  topics,
  chat,
  responses,
  models,
  aiSdk,
  catalogue,
  health,
  metrics,
];
