import type { AnyFamily } from './define-family';
import { chats } from './chats/chats.family';
import { generations } from './generations/generations.family';
import { news } from './news/news.family';
import { orders } from './orders/orders.family';

/** All families of this library. */
export const families: readonly AnyFamily[] = [chats, generations, news, orders];
