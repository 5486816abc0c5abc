import type { OrderStatus } from './orders.family';

/** What can be done to an order, as its paths call it. */
export type OrderCommand = 'start-cooking' | 'dispatch' | 'change-eta' | 'deliver' | 'cancel';

const ALLOWED: Readonly<Record<OrderStatus, readonly OrderCommand[]>> = {
  // What is told of it came before that it was received, which may never come.
  pending: ['cancel'],
  received: ['start-cooking', 'change-eta', 'cancel'],
  cooking: ['dispatch', 'change-eta', 'cancel'],
  out_for_delivery: ['deliver', 'change-eta'],
  delivered: [],
  cancelled: [],
};

/** The commands that an order of this status takes. The server decides by it; a client can spare people the refusal. */
export function allowedCommands(status: OrderStatus): readonly OrderCommand[] {
  return ALLOWED[status];
}
