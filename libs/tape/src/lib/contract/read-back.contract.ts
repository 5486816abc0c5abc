import { ALL, note, notes, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeReadBack({ open }: StoreUnderTest): void {
  describe('readBack', () => {
    it('reads newest first', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 4));
      expect(await store.readBack('orders/1', Number.MAX_SAFE_INTEGER, ALL)).toStrictEqual([...events].reverse());
    });

    it('reads the events before a seq, without that one', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 4));
      for (const [i, { seq }] of events.entries()) {
        expect(await store.readBack('orders/1', seq, ALL)).toStrictEqual(events.slice(0, i).reverse());
      }
    });

    it('reads at most so many, the newest, and goes on from the last of them', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 7));
      const pages: number[][] = [];
      let before = Number.MAX_SAFE_INTEGER;
      for (;;) {
        const page = await store.readBack('orders/1', before, 3);
        if (page.length === 0) break;
        pages.push(numbersOf(page));
        before = page.at(-1)?.seq ?? 0;
      }
      expect(pages).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    });

    it('reads one topic only', async () => {
      const store = await open();
      for (const n of [1, 2, 3, 4]) await store.append(`orders/${n % 2}`, [note(n)]);
      expect(numbersOf(await store.readBack('orders/1', Number.MAX_SAFE_INTEGER, ALL))).toEqual([3, 1]);
    });

    it('takes a seq that is not of the topic', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      const { events } = await store.append('orders/2', [note(2)]);
      await store.append('orders/1', [note(3)]);
      expect(numbersOf(await store.readBack('orders/1', events[0]?.seq ?? 0, ALL))).toEqual([1]);
    });

    it('is empty for a topic without events and before the first one', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1)]);
      expect(await store.readBack('orders/none', Number.MAX_SAFE_INTEGER, ALL)).toEqual([]);
      expect(await store.readBack('orders/1', events[0]?.seq ?? 0, ALL)).toEqual([]);
      expect(await store.readBack('orders/1', 0, ALL)).toEqual([]);
    });

    it('leaves out what was trimmed', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      await store.trim('orders/1', events[2]?.seq ?? 0);
      expect(numbersOf(await store.readBack('orders/1', Number.MAX_SAFE_INTEGER, ALL))).toEqual([5, 4]);
    });
  });
}
