import { orders, type OrderState, type OrderStatus } from '@tickertape/events';
import { describeOrder, timelineSteps } from './order-steps';

const at = (...statuses: OrderStatus[]): OrderState => ({
  ...orders.initialState('42'),
  status: statuses.at(-1) ?? 'pending',
  timeline: statuses.map((status, index) => ({ status, time: `t${index}` })),
});
const standings = (state: OrderState): string[] =>
  timelineSteps(state).map(({ status, standing }) => `${status} ${standing}`);

describe('the timeline of an order', () => {
  it.each<[OrderStatus[], string[]]>([
    [[], ['received ahead', 'cooking ahead', 'out_for_delivery ahead', 'delivered ahead']],
    [
      ['received', 'cooking'],
      ['received done', 'cooking current', 'out_for_delivery ahead', 'delivered ahead'],
    ],
    [
      ['received', 'cooking', 'out_for_delivery', 'delivered'],
      ['received done', 'cooking done', 'out_for_delivery done', 'delivered done'],
    ],
    [
      ['received', 'cooking', 'cancelled'],
      ['received done', 'cooking done', 'cancelled current', 'out_for_delivery off', 'delivered off'],
    ],
  ])('after %j', (statuses, expected) => {
    expect(standings(at(...statuses))).toEqual(expected);
  });

  it('tells when a step was reached', () => {
    expect(timelineSteps(at('received', 'cooking')).map(({ time }) => time)).toEqual([
      't0',
      't1',
      undefined,
      undefined,
    ]);
  });

  it('tells when a step happened where the device said so, and takes a repeated step once', () => {
    const state = at('received', 'cooking');
    const late = { status: 'received' as const, time: 't2', occurredAt: 'o2' };
    const cooking = { status: 'cooking' as const, time: 't1', occurredAt: 'o1' };
    const timeline = [...state.timeline.slice(0, 1), cooking, late];
    expect(timelineSteps({ ...state, timeline }).map(({ time }) => time)).toEqual(['t0', 'o1', undefined, undefined]);
  });

  it('is told in a sentence', () => {
    expect(describeOrder({ ...at('received', 'cooking', 'out_for_delivery'), courier: 'Sam' })).toContain('Sam');
    expect(describeOrder({ ...at('received', 'cancelled'), reason: 'Out of dough.' })).toBe('Cancelled: Out of dough.');
    expect(describeOrder(at())).toBe('Waiting for the restaurant.');
  });
});
