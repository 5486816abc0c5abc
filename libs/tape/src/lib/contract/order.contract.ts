import { ALL, note, notes, numbersOf, seqsOf, upTo, versionsOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const ascending = (values: readonly number[]) => values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0));

export function describeOrder({ open }: StoreUnderTest): void {
  describe('order', () => {
    it('returns one event for each one given, in that order', async () => {
      const store = await open();
      const { events, repeated } = await store.append('orders/1', notes(1, 5));
      expect(numbersOf(events)).toEqual([1, 2, 3, 4, 5]);
      expect(repeated).toBe(false);
    });

    it('reads the events of an append in the order in which they were given', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 50));
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual(upTo(50));
    });

    it('returns events as it later reads them', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1), note(2, { id: 'a' }), note(3, { closes: true })]);
      expect(await store.read(['orders/1'], 0, ALL)).toStrictEqual(events);
    });

    it('gives an event only the fields that it has', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1), note(2, { id: 'a', closes: true })]);
      expect(events).toStrictEqual([
        {
          seq: events[0]?.seq,
          topic: 'orders/1',
          version: 1,
          type: 'notes.written',
          time: events[0]?.time,
          data: { n: 1 },
        },
        {
          seq: events[1]?.seq,
          topic: 'orders/1',
          version: 2,
          type: 'notes.written',
          time: events[1]?.time,
          data: { n: 2 },
          id: 'a',
          closes: true,
        },
      ]);
    });

    it('leaves out closes: false', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { closes: false })]);
      const [event] = await store.read(['orders/1'], 0, 1);
      expect(event).not.toHaveProperty('closes');
    });

    it('counts versions 1, 2, 3, … in each topic, whatever happens in others', async () => {
      const store = await open();
      for (const n of upTo(4)) {
        await store.append('orders/1', notes(1, n));
        await store.append('orders/2', [note(n)]);
      }
      expect(versionsOf(await store.read(['orders/1'], 0, ALL))).toEqual(upTo(10));
      expect(versionsOf(await store.read(['orders/2'], 0, ALL))).toEqual(upTo(4));
    });

    it('gives each event a seq of its own, growing over all topics', async () => {
      const store = await open();
      const seqs: number[] = [];
      for (const n of upTo(6)) seqs.push(...seqsOf((await store.append(`orders/${n % 3}`, notes(1, 2))).events));
      expect(ascending(seqs)).toBe(true);
      expect(seqs.every((seq) => Number.isSafeInteger(seq) && seq > 0)).toBe(true);
    });

    it('never lets time decrease along the tape, and counts it in milliseconds', async () => {
      const store = await open();
      for (const n of upTo(20)) await store.append(`orders/${n % 3}`, notes(1, 2));
      const times = (await store.read(['orders/*'], 0, ALL)).map(({ time }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((time) => Number.isSafeInteger(time))).toBe(true);
    });
  });
}
