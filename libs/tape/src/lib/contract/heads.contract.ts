import { ALL, note, notes } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const ZEROS = { seq: 0, version: 0, closed: false, trimmedSeq: 0, trimmedVersion: 0 };

export function describeHeads({ open }: StoreUnderTest): void {
  describe('heads', () => {
    it('has zeros throughout for a topic without events', async () => {
      const store = await open();
      expect(await store.head('orders/1')).toStrictEqual(ZEROS);
      await store.append('orders/2', [note(1)]);
      expect(await store.head('orders/1')).toStrictEqual(ZEROS);
    });

    it('stands at the last event of the topic', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      await store.append('orders/2', notes(1, 2));
      expect(await store.head('orders/1')).toStrictEqual({ ...ZEROS, seq: events.at(-1)?.seq, version: 3 });
    });

    it('keeps its place and says what was trimmed', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      await store.trim('orders/1', events[1]?.seq ?? 0);
      const head = { seq: events[4]?.seq, version: 5, closed: false, trimmedSeq: events[1]?.seq, trimmedVersion: 2 };
      expect(await store.head('orders/1')).toStrictEqual(head);
      await store.append('orders/1', [note(6)]);
      expect(await store.head('orders/1')).toMatchObject({ version: 6, trimmedSeq: events[1]?.seq, trimmedVersion: 2 });
    });

    it('knows the newest seq of the tape, 0 when there is none', async () => {
      const store = await open();
      expect(await store.lastSeq()).toBe(0);
      await store.append('orders/1', notes(1, 2));
      const { events } = await store.append('feeds/1', notes(1, 2));
      expect(await store.lastSeq()).toBe(events.at(-1)?.seq);
    });

    it('keeps the newest seq when the newest events are trimmed, and never gives one again', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      const last = events.at(-1)?.seq ?? 0;
      await store.trim('orders/1', last);
      expect(await store.lastSeq()).toBe(last);
      await store.append('orders/2', [note(1)]);
      const [next] = await store.read(['orders/2'], 0, ALL);
      expect(next?.seq).toBeGreaterThan(last);
    });

    it('tells a tape’s heads apart for thousands of topics', async () => {
      const store = await open();
      await Promise.all(Array.from({ length: 2000 }, (_, n) => store.append(`orders/${n}`, notes(0, n % 3))));
      for (const n of [0, 1, 2, 999, 1000, 1999]) {
        expect(await store.head(`orders/${n}`)).toMatchObject({ version: 1 + (n % 3) });
      }
    });
  });
}
