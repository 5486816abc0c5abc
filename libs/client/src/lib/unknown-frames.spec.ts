import { orders } from '@tickertape/events';
import { orderFixtures } from '@tickertape/events/testing';
import type { LineFrame } from './streams/line';
import { emptyTail, receive, type Tail } from './tail';

type OrderTail = Tail<ReturnType<typeof orders.initialState>>;

const FUTURE = { invented_later: { deep: [1, 'two', null] } };
const TIME = '2026-11-22T09:00:00.000Z';

const frame = (cursor: string, type: string, body: object): LineFrame => ({ cursor, type, body });
const event = (version: number, type: keyof typeof orderFixtures.samples, more: object = {}): LineFrame =>
  frame(`e-${version}`, type, {
    topic: 'orders/42',
    version,
    time: TIME,
    data: { ...orderFixtures.samples[type], ...more },
  });
const snapshot = frame('', 'tape.snapshot', { topic: 'orders/42', version: 0, state: orders.initialState('42') });
const read = (...frames: readonly LineFrame[]): OrderTail =>
  frames.reduce<OrderTail>((tail, next) => receive('orders/42', orders, tail, next), emptyTail);

const known = read(snapshot, event(1, 'orders.received'), event(2, 'orders.cooking_started'));

it('passes over an event type that it does not know, and is whole after it', () => {
  const strange = frame('e-2', 'orders.invented_later', { topic: 'orders/42', version: 2, time: TIME, data: FUTURE });
  const tail = read(snapshot, event(1, 'orders.received'), strange, event(3, 'orders.cooking_started'));
  expect(tail).toEqual({ ...known, version: 3, cursor: 'e-3' });
  expect(tail.torn).toBe(false);
});

it('passes over fields that it does not know, of the data and beside it', () => {
  const received = event(1, 'orders.received', FUTURE);
  const tail = read(
    snapshot,
    { ...received, body: { ...received.body, ...FUTURE } },
    event(2, 'orders.cooking_started'),
  );
  expect(tail).toEqual(known);
});

it('passes over control events that it does not know', () => {
  const strange = frame('e-1', 'tape.invented_later', FUTURE);
  const tail = read(snapshot, event(1, 'orders.received'), strange, event(2, 'orders.cooking_started'));
  expect(tail).toEqual(known);
});
