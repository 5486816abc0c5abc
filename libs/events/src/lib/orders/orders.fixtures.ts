import { defineFixtures } from '../family-fixtures';
import { orders } from './orders.family';

export const orderFixtures = defineFixtures(orders, {
  samples: {
    'orders.received': { items: [{ name: 'Margherita', quantity: 2 }], address: '7 Elm Street' },
    'orders.cooking_started': { occurredAt: '2026-11-22T08:59:58.000Z' },
    'orders.out_for_delivery': { courier: 'Sam' },
    'orders.eta_changed': { eta: '2026-11-22T09:20:00.000Z' },
    'orders.delivered': {},
    'orders.cancelled': { reason: 'Out of dough.' },
  },
  histories: [
    [
      'orders.received',
      'orders.cooking_started',
      'orders.eta_changed',
      'orders.out_for_delivery',
      'orders.eta_changed',
      'orders.delivered',
    ],
    ['orders.received', 'orders.cancelled'],
  ],
});
