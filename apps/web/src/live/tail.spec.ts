import { generations, orders } from '@tickertape/events';
import { generationFixtures } from '@tickertape/events/testing';
import { emptyTail, receive, type Message, type Tail } from './tail';

const topic = 'generations/7f3a';
const message = (type: string, data: unknown, cursor = 'e-1'): Message => ({
  type,
  data: JSON.stringify(data),
  cursor,
});
const delta = (version: number, text: string, merged?: number) =>
  message(
    'generations.delta',
    { topic, version, time: '2026-11-22T09:00:00.000Z', data: { text }, merged },
    `e-${version}`,
  );
const snapshot = (version: number, text = '', closed?: true) =>
  message('tape.snapshot', { topic, version, state: { ...generations.initialState('7f3a'), text }, closed });

type State = ReturnType<typeof generations.initialState>;
const after = (...messages: Message[]): Tail<State> =>
  messages.reduce<Tail<State>>((tail, each) => receive(generations, topic, tail, each), emptyTail);

describe('a tail', () => {
  it('is a snapshot with the events after it folded on', () => {
    const tail = after(snapshot(2, 'Tick'), delta(3, 'er'), delta(4, 'tape'));
    expect(tail).toMatchObject({ version: 4, cursor: 'e-4', closed: false, torn: false });
    expect(tail.state?.text).toBe('Tickertape');
  });

  it('takes a merged event for as many as it stands for', () => {
    const tail = after(snapshot(2), delta(6, 'Tickertape', 4));
    expect(tail).toMatchObject({ version: 6, torn: false });
  });

  it('does not repeat an event that it has', () => {
    expect(after(snapshot(2), delta(3, 'Tick'), delta(3, 'Tick')).state?.text).toBe('Tick');
  });

  it('is torn by a hole in the versions and mended by a snapshot', () => {
    const torn = after(snapshot(2), delta(4, 'er'));
    expect(torn).toMatchObject({ torn: true, version: 2 });
    expect(receive(generations, topic, torn, snapshot(4, 'Ticker'))).toMatchObject({ torn: false, version: 4 });
  });

  it('is torn by an event that comes before any snapshot', () => {
    expect(after(delta(1, 'Tick')).torn).toBe(true);
  });

  it.each(['completed', 'failed', 'cancelled', 'interrupted'] as const)('is closed by generations.%s', (end) => {
    const data = generationFixtures.samples[`generations.${end}`];
    const tail = after(snapshot(2), message(`generations.${end}`, { topic, version: 3, time: '', data }));
    expect(tail.closed).toBe(true);
    expect(tail.state?.status).toBe(end);
  });

  it('is closed by a snapshot that says so, and by tape.closed', () => {
    expect(after(snapshot(3, '', true)).closed).toBe(true);
    expect(after(snapshot(3), message('tape.closed', { topic })).closed).toBe(true);
  });

  it('learns the heartbeat from hello, and has no cursor before its snapshot', () => {
    const hello = message('tape.hello', { protocol: 1, topics: [topic], heartbeatMs: 200, maxStreamMs: 1 }, '');
    expect(after(hello)).toMatchObject({ heartbeatMs: 200, cursor: '', state: undefined });
    expect(after(hello, snapshot(0))).toMatchObject({ heartbeatMs: 200, cursor: 'e-1' });
  });

  it('keeps the last loss that it was told', () => {
    const gap = { topic, reason: 'expired', missed: 3 };
    expect(after(message('tape.gap', gap, '')).gap).toEqual(gap);
  });

  it('is moved on by a heartbeat', () => {
    expect(after(snapshot(1), message('tape.heartbeat', { time: '' }, 'e-9')).cursor).toBe('e-9');
  });

  it.each([
    ['an unknown type', message('generations.hummed', { topic, version: 3, time: '', data: {} })],
    ['a foreign topic', message('generations.delta', { topic: 'generations/b', version: 1, time: '', data: {} })],
    ['data that is not JSON', { type: 'generations.delta', data: '{', cursor: 'e-1' }],
  ])('survives %s', (_, odd) => {
    const before = after(snapshot(2, 'Tick'));
    expect(receive(generations, topic, before, odd)).toEqual(before);
  });

  it('folds every family alike', () => {
    const received = { items: [{ name: 'Margherita', quantity: 2 }] };
    const [first, second] = [
      message('tape.snapshot', { topic: 'orders/42', version: 0, state: orders.initialState('42') }),
      message('orders.received', { topic: 'orders/42', version: 1, time: 'now', data: received }),
    ];
    const tail = receive(orders, 'orders/42', receive(orders, 'orders/42', emptyTail, first), second);
    expect(tail.state).toMatchObject({ status: 'received', timeline: [{ status: 'received', time: 'now' }] });
  });
});
