import { orders, type OrderState } from '@tickertape/events';
import { decide } from './orders.decide';
import { nextStep } from './orders.source';

const NOW = Date.parse('2026-11-22T09:00:00.000Z');
/** By their ids: one that is announced right, and one that is announced too late and corrected on the way. */
const ON_TIME = '1';
const BUSY = '0';

const order = (changed: Partial<OrderState>): OrderState => ({
  ...orders.initialState(ON_TIME),
  simulate: true,
  ...changed,
});
const commandOf = (state: OrderState) => nextStep(state, NOW)?.command;

/** What the courier does with an order, told by its commands and when they come. */
function carry(id: string): { readonly commands: string[]; readonly order: OrderState; readonly endedAt: number } {
  const commands: string[] = [];
  let now = NOW;
  let state = order({ id, status: 'received' });
  for (let step = nextStep(state, now); step && commands.length < 20; step = nextStep(state, now)) {
    now += step.delayMs;
    commands.push(step.command);
    const event = decide(state, step);
    state = orders.evolve(state, { ...event, version: 1, time: new Date(now).toISOString() } as never);
  }
  return { commands, order: state, endedAt: now };
}

it('carries an order from step to step, and delivers when it has announced to', () => {
  const { commands, order, endedAt } = carry(ON_TIME);
  expect(commands).toEqual(['start-cooking', 'change-eta', 'dispatch', 'deliver']);
  expect(order).toMatchObject({ status: 'delivered', eta: new Date(endedAt).toISOString() });
});

it('corrects on the way what it has announced wrong, once', () => {
  const { commands, order, endedAt } = carry(BUSY);
  expect(commands).toEqual(['start-cooking', 'change-eta', 'dispatch', 'change-eta', 'deliver']);
  expect(order).toMatchObject({ status: 'delivered', eta: new Date(endedAt).toISOString() });
});

it('goes on where a person has done a step by hand', () => {
  expect(commandOf(order({ status: 'cooking', eta: '2026-11-22T10:00:00.000Z' }))).toBe('dispatch');
  expect(commandOf(order({ status: 'out_for_delivery' }))).toBe('change-eta');
});

it('never waits for an event that does not come, since a time of arrival within a minute is none', () => {
  for (let seconds = -130; seconds <= 130; seconds += 1) {
    const state = order({ status: 'out_for_delivery', eta: new Date(NOW + seconds * 1_000).toISOString() });
    const step = nextStep(state, NOW);
    expect(step && decide(state, step)).toBeDefined();
  }
});

it('has nothing to do for an order that has ended, or has not begun', () => {
  for (const status of ['pending', 'delivered', 'cancelled'] as const)
    expect(commandOf(order({ status }))).toBeUndefined();
});
