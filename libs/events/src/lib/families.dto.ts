import { chatDtos } from './chats/chats.dto';
import type { EventDtos } from './event-data.dto';
import { generationDtos } from './generations/generations.dto';
import { newsDtos } from './news/news.dto';
import { orderDtos } from './orders/orders.dto';

/** The DTOs of all families of this library. */
export const eventDtos: readonly EventDtos[] = [chatDtos, generationDtos, newsDtos, orderDtos];
