import { orders, type OrderState } from '@tickertape/events';
import { nextStep } from './orders.source';

const order = (changed: Partial<OrderState>): OrderState => ({
  ...orders.initialState('1'),
  simulate: true,
  ...changed,
});
const commandOf = (state: OrderState) => nextStep(state, 0)?.command;

it('carries an order from step to step', () => {
  expect(commandOf(order({ status: 'received' }))).toBe('start-cooking');
  expect(commandOf(order({ status: 'cooking' }))).toBe('change-eta');
  expect(commandOf(order({ status: 'cooking', eta: '2026-11-22T09:00:00.000Z' }))).toBe('dispatch');
  expect(commandOf(order({ status: 'out_for_delivery' }))).toBe('deliver');
});

it('has nothing to do for an order that has ended, or has not begun', () => {
  for (const status of ['pending', 'delivered', 'cancelled'] as const)
    expect(commandOf(order({ status }))).toBeUndefined();
});

it('announces an arrival when it then delivers', () => {
  const step = nextStep(order({ status: 'cooking' }), 1_000_000);
  const eta = Date.parse((step?.data as { eta: string }).eta);
  const rest = [order({ status: 'cooking', eta: 'x' }), order({ status: 'out_for_delivery' })];
  const restMs = rest.reduce((sum, state) => sum + (nextStep(state, 0)?.delayMs ?? 0), 0);
  expect(eta - 1_000_000).toBe(restMs);
});
