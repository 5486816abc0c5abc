import { ALL, appendOne, note, notes, numbersOf, versionsOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

/** More than any store drops in one step. */
const MANY = 3000;

export function describeTrim({ open }: StoreUnderTest): void {
  describe('trim', () => {
    it('drops events up to and including a seq', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      await store.trim('orders/1', events[2]?.seq ?? 0);
      expect(await store.read(['orders/1'], 0, ALL)).toStrictEqual(events.slice(3));
    });

    it('drops events of its topic only', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      await store.append('orders/2', notes(4, 6));
      await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
      expect(numbersOf(await store.read(['orders/*'], 0, ALL))).toEqual([4, 5, 6]);
      expect(await store.head('orders/2')).toMatchObject({ trimmedSeq: 0, trimmedVersion: 0 });
    });

    it('names the last event that was dropped, not the seq that was asked for', async () => {
      const store = await open();
      const first = await appendOne(store, 'orders/1', note(1));
      const other = await appendOne(store, 'orders/2', note(2));
      await store.append('orders/1', [note(3)]);
      await store.trim('orders/1', other.seq);
      expect(await store.head('orders/1')).toMatchObject({ trimmedSeq: first.seq, trimmedVersion: 1 });
    });

    it('drops nothing twice, and nothing before the first event', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      await store.trim('orders/1', 0);
      expect(await store.head('orders/1')).toMatchObject({ trimmedSeq: 0 });
      await store.trim('orders/1', events[2]?.seq ?? 0);
      const head = await store.head('orders/1');
      await store.trim('orders/1', events[2]?.seq ?? 0);
      await store.trim('orders/1', events[0]?.seq ?? 0);
      expect(await store.head('orders/1')).toStrictEqual(head);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([4, 5]);
    });

    it('does nothing to a topic without events', async () => {
      const store = await open();
      await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
      expect(await store.head('orders/1')).toMatchObject({ version: 0, trimmedSeq: 0 });
      await store.append('orders/1', [note(1)]);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1]);
    });

    it('counts versions on after everything was dropped', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
      expect(await store.read(['orders/1'], 0, ALL)).toEqual([]);
      await store.append('orders/1', notes(4, 5));
      expect(versionsOf(await store.read(['orders/1'], 0, ALL))).toEqual([4, 5]);
    });

    it('keeps the ids of what is left', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1, { id: 'a' }), note(2, { id: 'b' })]);
      await store.trim('orders/1', events[0]?.seq ?? 0);
      const again = await store.append('orders/1', [note(3, { id: 'b' })]);
      expect(again).toStrictEqual({ events: events.slice(1), repeated: true });
    });

    it('drops a long topic whole', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, MANY));
      await store.trim('orders/1', events.at(-2)?.seq ?? 0);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([MANY]);
      expect(await store.head('orders/1')).toMatchObject({ version: MANY, trimmedVersion: MANY - 1 });
    });

    it('drops nothing that is appended while it is under way', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, MANY));
      const trimmed = store.trim('orders/1', Number.MAX_SAFE_INTEGER);
      const { events } = await store.append('orders/1', notes(1, 3));
      await trimmed;
      expect(await store.read(['orders/1'], 0, ALL)).toStrictEqual(events);
    });

    it('may be asked for the same by many at once', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, MANY));
      await Promise.all([500, 2500, 1500].map((n) => store.trim('orders/1', events[n - 1]?.seq ?? 0)));
      expect(await store.head('orders/1')).toMatchObject({ version: MANY, trimmedVersion: 2500 });
      expect(await store.read(['orders/1'], 0, ALL)).toStrictEqual(events.slice(2500));
    });
  });
}
