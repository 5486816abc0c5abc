import { defineFamily } from '../define-family';

export interface OrderItem {
  readonly name: string;
  /** 1 to 100. */
  readonly quantity: number;
}

export interface OrderReceived {
  readonly items: readonly OrderItem[];
  readonly address?: string;
  /** A simulated courier carries the order through. */
  readonly simulate?: boolean;
}

export type OrderCookingStarted = Record<never, never>;

export interface OrderOutForDelivery {
  readonly courier?: string;
}

export interface OrderEtaChanged {
  /** When the order is expected at the door: RFC 3339. */
  readonly eta: string;
}

export type OrderDelivered = Record<never, never>;

export interface OrderCancelled {
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

export interface OrderStep {
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
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly simulate: boolean;
  /** The steps so far, oldest first. */
  readonly timeline: readonly OrderStep[];
}

const reach = (state: OrderState, status: OrderStatus, time: string): OrderState => ({
  ...state,
  status,
  timeline: [...state.timeline, { status, time }],
});

/** The delivery tracker: one topic an order. */
export const orders = defineFamily<'orders', OrderEvents, OrderState>({
  name: 'orders',
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
    reason: null,
    simulate: false,
    timeline: [],
  }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'orders.received': {
        const { items, address = null, simulate = false } = event.data;
        return reach({ ...state, items, address, simulate }, 'received', event.time);
      }
      case 'orders.cooking_started':
        return reach(state, 'cooking', event.time);
      case 'orders.out_for_delivery':
        return reach({ ...state, courier: event.data.courier ?? null }, 'out_for_delivery', event.time);
      case 'orders.eta_changed':
        return { ...state, eta: event.data.eta };
      case 'orders.delivered':
        return reach(state, 'delivered', event.time);
      case 'orders.cancelled':
        return reach({ ...state, reason: event.data.reason ?? null }, 'cancelled', event.time);
      default:
        return state;
    }
  },
});
