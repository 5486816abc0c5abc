import { generations, orders } from '@tickertape/events';
import { generationFixtures } from '@tickertape/events/testing';
import type { LineFrame } from './streams/line';
import { emptyTail, receive, type Tail } from './tail';

const topic = 'generations/7f3a';
const frame = (type: string, body: object, cursor = 'e-1'): LineFrame => ({ type, cursor, body });
const delta = (version: number, text: string, merged?: number) =>
  frame(
    'generations.delta',
    { topic, version, time: '2026-11-22T09:00:00.000Z', data: { text }, merged },
    `e-${version}`,
  );
const snapshot = (version: number, text = '', closed?: true) =>
  frame('tape.snapshot', { topic, version, state: { ...generations.initialState('7f3a'), text }, closed });

type State = ReturnType<typeof generations.initialState>;
const hello = (afresh: boolean): LineFrame => ({
  ...frame('tape.hello', {}),
  shows: { selectors: new Set(['generations/7f3a']), afresh },
});
const after = (...frames: LineFrame[]): Tail<State> =>
  frames.reduce<Tail<State>>((tail, each) => receive(topic, generations, tail, each), emptyTail);

describe('a tail', () => {
  it('is a snapshot with the events after it folded on', () => {
    const tail = after(snapshot(2, 'Tick'), delta(3, 'er'), delta(4, 'tape'));
    expect(tail).toMatchObject({ version: 4, cursor: 'e-4', closed: false, torn: false });
    expect(tail.state?.text).toBe('Tickertape');
  });

  it('takes a merged event for as many as it stands for', () => {
    expect(after(snapshot(2), delta(6, 'Tickertape', 4))).toMatchObject({ version: 6, torn: false });
  });

  it('does not repeat an event that it has, nor go back to its place', () => {
    const tail = after(snapshot(2), delta(3, 'Tick'), delta(4, 'er'), delta(3, 'Tick'));
    expect([tail.state?.text, tail.cursor]).toEqual(['Ticker', 'e-4']);
  });

  it.each([
    ['a hole in the versions', delta(4, 'er')],
    ['a merged event of which it has a part', delta(3, 'Ticker', 2)],
    ['data that cannot be folded', frame('generations.delta', { topic, version: 3, time: '', data: null })],
  ])('is torn by %s, and mended by a snapshot', (_, odd) => {
    const torn = after(snapshot(2), odd);
    expect(torn).toMatchObject({ torn: true, version: 2 });
    expect(receive(topic, generations, torn, snapshot(4, 'Ticker'))).toMatchObject({ torn: false, version: 4 });
  });

  it('passes over what comes before the snapshot that it needs', () => {
    expect(after(delta(1, 'Tick'), frame('tape.closed', { topic }), frame('tape.heartbeat', {}))).toBe(emptyTail);
    const torn = after(snapshot(2), delta(4, 'er'));
    expect(receive(topic, generations, torn, delta(3, 'late', 1))).toBe(torn);
  });

  it('passes over a snapshot of what it has, and takes one of what it has missed', () => {
    const tail = after(snapshot(2, 'Tick'));
    expect(receive(topic, generations, tail, snapshot(2, 'Tick')).state).toBe(tail.state);
    expect(receive(topic, generations, tail, snapshot(5, 'Ticker'))).toMatchObject({
      version: 5,
      state: { text: 'Ticker' },
    });
  });

  it('takes any snapshot after a gap, or from a stream that begins afresh', () => {
    const another = snapshot(1, 'Tape');
    expect(after(snapshot(2), hello(false), another)).toMatchObject({ version: 2 });
    expect(after(snapshot(2), hello(true), another)).toMatchObject({ version: 1, torn: false });
    const gap = { reason: 'epoch', missed: null };
    expect(after(snapshot(2), frame('tape.gap', gap, ''), another)).toMatchObject({ version: 1, torn: false, gap });
  });

  it.each(['completed', 'failed', 'cancelled', 'interrupted'] as const)('is closed by generations.%s', (end) => {
    const data = generationFixtures.samples[`generations.${end}`];
    const tail = after(snapshot(2), frame(`generations.${end}`, { topic, version: 3, time: '', data }));
    expect(tail).toMatchObject({ closed: true, state: { status: end } });
  });

  it('is closed by a snapshot that says so, and by tape.closed', () => {
    expect(after(snapshot(3, '', true)).closed).toBe(true);
    expect(after(snapshot(3), frame('tape.closed', { topic })).closed).toBe(true);
  });

  it('keeps the last loss that it was told', () => {
    const gap = { topic, reason: 'expired', missed: 3 };
    expect(after(frame('tape.gap', gap, '')).gap).toEqual(gap);
  });

  it('tells of the versions that a snapshot has skipped, unless the server has told already', () => {
    const lost = { topic, reason: 'lost', missed: 3 };
    expect(after(snapshot(2), delta(5, 'er'), snapshot(5)).gap).toEqual(lost);
    expect(after(snapshot(2), hello(true), snapshot(5)).gap).toEqual(lost);
    expect(after(snapshot(2), hello(true), snapshot(2)).gap).toBeUndefined();
    expect(after(snapshot(2), hello(true), snapshot(1)).gap).toEqual({ ...lost, missed: null });
    const gap = { reason: 'epoch', missed: null };
    expect(after(snapshot(2), hello(true), frame('tape.gap', gap, ''), snapshot(5)).gap).toEqual(gap);
  });

  it('counts the events that cannot be folded, and keeps the last error', () => {
    const odd = (version: number) => frame('generations.delta', { topic, version, time: '', data: null });
    const tail = after(snapshot(2), odd(3), snapshot(3), odd(4), delta(5, 'late'));
    expect(tail).toMatchObject({ misfolds: 2, error: expect.any(TypeError) as unknown, torn: true });
  });

  it('is moved on by a heartbeat', () => {
    expect(after(snapshot(1), frame('tape.heartbeat', { time: '' }, 'e-9')).cursor).toBe('e-9');
  });

  it('counts an event of a type that it does not know, and leaves out what is none', () => {
    const tail = after(snapshot(2, 'Tick'), frame('generations.hummed', { topic, version: 3, time: '', data: {} }));
    expect(tail).toMatchObject({ version: 3, torn: false, state: { text: 'Tick' } });
    expect(receive(topic, generations, tail, frame('generations.delta', {}))).toEqual(tail);
  });

  it('folds every family alike', () => {
    const received = { items: [{ name: 'Margherita', quantity: 2 }] };
    const first = frame('tape.snapshot', { topic: 'orders/42', version: 0, state: orders.initialState('42') });
    const second = frame('orders.received', { topic: 'orders/42', version: 1, time: 'now', data: received });
    const tail = receive('orders/42', orders, receive('orders/42', orders, emptyTail, first), second);
    expect(tail.state).toMatchObject({ status: 'received', timeline: [{ status: 'received', time: 'now' }] });
  });
});
