import { allowedCommands, orders, type EventOf, type OrderEvents } from '@tickertape/events';
import { orderScript } from './order-script';

const TYPES = {
  'start-cooking': 'orders.cooking_started',
  dispatch: 'orders.out_for_delivery',
  'change-eta': 'orders.eta_changed',
  deliver: 'orders.delivered',
} as const;

it.each([3, 5, 11, 29])('a script of %d updates is one that an order takes', (updates) => {
  const steps = orderScript(updates);
  expect(steps).toHaveLength(updates);
  const evolve = (state: typeof placed, type: keyof OrderEvents, data: object) =>
    orders.evolve(state, { type, version: 1, time: '2026-11-22T09:00:00.000Z', data } as EventOf<OrderEvents>);
  const placed = orders.initialState('1');
  let state = evolve(placed, 'orders.received', { items: [] });
  for (const { command } of steps) {
    expect(allowedCommands(state.status)).toContain(command);
    state = evolve(state, TYPES[command], {});
  }
  expect(state.status).toBe('delivered');
});

it('announces a time that is more than a minute from the last one, since less would be no event', () => {
  const etas = orderScript(29).flatMap(({ etaMinutes }) => etaMinutes ?? []);
  expect(etas.length).toBeGreaterThan(20);
  etas.slice(1).forEach((eta, index) => expect(Math.abs(eta - (etas[index] ?? 0))).toBeGreaterThan(1));
});
