import { defineFamily } from '../define-family';

export interface OrderItem {
  readonly name: string;
  /** 1 to 100. */
  readonly quantity: number;
}

/** What every step says, if the device that took it has a clock. */
export interface OrderOccurred {
  /** When it happened, by the device's clock: RFC 3339. The tape's own time is when it came to be known. */
  readonly occurredAt?: string;
}

export interface OrderReceived extends OrderOccurred {
  readonly items: readonly OrderItem[];
  readonly address?: string;
  /** A simulated courier carries the order through. */
  readonly simulate?: boolean;
}

export type OrderCookingStarted = OrderOccurred;

export interface OrderOutForDelivery extends OrderOccurred {
  readonly courier?: string;
}

export interface OrderEtaChanged extends OrderOccurred {
  /** When the order is expected at the door: RFC 3339. */
  readonly eta: string;
}

export type OrderDelivered = OrderOccurred;

export interface OrderCancelled extends OrderOccurred {
  readonly reason?: string;
}

// A type rather than an interface: only a type alias can stand where a map of events is asked for.
export type OrderEvents = {
  'orders.received': OrderReceived;
  'orders.cooking_started': OrderCookingStarted;
  'orders.out_for_delivery': OrderOutForDelivery;
  'orders.eta_changed': OrderEtaChanged;
  'orders.delivered': OrderDelivered;
  'orders.cancelled': OrderCancelled;
};

export type OrderStatus = 'pending' | 'received' | 'cooking' | 'out_for_delivery' | 'delivered' | 'cancelled';

export interface OrderStep extends OrderOccurred {
  readonly status: OrderStatus;
  /** When the tape took it: RFC 3339. */
  readonly time: string;
}

export interface OrderState {
  readonly id: string;
  /** `pending` until the order is received. */
  readonly status: OrderStatus;
  readonly items: readonly OrderItem[];
  readonly address: string | null;
  readonly courier: string | null;
  readonly eta: string | null;
  /** As of when `eta` holds: its `occurredAt`, but never later than the tape took it. */
  readonly etaAsOf: string | null;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly simulate: boolean;
  /** The steps in the order in which the tape took them; one that came late stands behind those that overtook it. */
  readonly timeline: readonly OrderStep[];
}

/** How far along an order is. It only ever goes forward; of two ends the first one stands. */
const PROGRESS: Readonly<Record<OrderStatus, number>> = {
  pending: 0,
  received: 1,
  cooking: 2,
  out_for_delivery: 3,
  delivered: 4,
  cancelled: 4,
};

/** The step in the timeline, and what it tells; a repeated step tells nothing new. */
function reach(
  state: OrderState,
  status: OrderStatus,
  { time, data: { occurredAt } }: { readonly time: string; readonly data: OrderOccurred },
  told: Partial<OrderState> = {},
): OrderState {
  const isRepeated = state.timeline.some((step) => step.status === status);
  return {
    ...state,
    ...(isRepeated ? {} : told),
    status: PROGRESS[status] > PROGRESS[state.status] ? status : state.status,
    timeline: [...state.timeline, { status, time, ...(occurredAt && { occurredAt }) }],
  };
}

/**
 * The time of arrival that was known last. A device that says when it knew it does not overrule what was known later; one
 * that does not say is taken at the tape's word. A clock that is ahead overrules nobody: hence the earlier of the two.
 */
function changeEta(
  state: OrderState,
  { time, data }: { readonly time: string; readonly data: OrderEtaChanged },
): OrderState {
  const { eta, occurredAt } = data;
  if (!occurredAt) return { ...state, eta, etaAsOf: time };
  if (Date.parse(occurredAt) < Date.parse(state.etaAsOf ?? '')) return state;
  return { ...state, eta, etaAsOf: Date.parse(occurredAt) < Date.parse(time) ? occurredAt : time };
}

/**
 * The delivery tracker: one topic an order. What devices tell late is in the timeline where the tape took it, and never
 * takes the order back.
 */
export const orders = defineFamily<'orders', OrderEvents, OrderState, 'orderId'>({
  name: 'orders',
  idName: 'orderId',
  events: {
    'orders.received': { description: 'The restaurant has received the order.' },
    'orders.cooking_started': { description: 'The kitchen has begun to cook.' },
    'orders.out_for_delivery': { description: 'A courier has set out with the order.' },
    'orders.eta_changed': { description: 'The expected time of arrival has changed.' },
    'orders.delivered': { description: 'The order is at the door.', terminal: true },
    'orders.cancelled': { description: 'The order was cancelled.', terminal: true },
  },
  retention: {},
  access: { existence: 'required', wholeFamily: false },
  initialState: (id) => ({
    id,
    status: 'pending',
    items: [],
    address: null,
    courier: null,
    eta: null,
    etaAsOf: null,
    reason: null,
    simulate: false,
    timeline: [],
  }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'orders.received': {
        const { items, address = null, simulate = false } = event.data;
        return reach(state, 'received', event, { items, address, simulate });
      }
      case 'orders.cooking_started':
        return reach(state, 'cooking', event);
      case 'orders.out_for_delivery':
        return reach(state, 'out_for_delivery', event, { courier: event.data.courier ?? null });
      case 'orders.eta_changed':
        return changeEta(state, event);
      case 'orders.delivered':
        return reach(state, 'delivered', event);
      case 'orders.cancelled':
        return reach(state, 'cancelled', event, { reason: event.data.reason ?? null });
      default:
        return state;
    }
  },
});
