import type { Topic } from '@tickertape/wire';
import { ALL, appendOne, note, notes, numbersOf, readInPages, seqsOf, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeReadPages({ open }: StoreUnderTest): void {
  describe('read', () => {
    it('is empty for a tape without events', async () => {
      const store = await open();
      expect(await store.read(['orders/1', 'orders/*'], 0, ALL)).toEqual([]);
    });

    it('reads the events after a seq, without that one', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      for (const [i, { seq }] of events.entries()) {
        expect(await store.read(['orders/1'], seq, ALL)).toStrictEqual(events.slice(i + 1));
      }
    });

    it('goes on from a seq of another topic', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      const other = await appendOne(store, 'orders/2', note(2));
      await store.append('orders/1', [note(3)]);
      expect(numbersOf(await store.read(['orders/1'], other.seq, ALL))).toEqual([3]);
    });

    it('reads at most so many, the oldest', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 10));
      expect(numbersOf(await store.read(['orders/1'], 0, 4))).toEqual([1, 2, 3, 4]);
    });

    it('is empty at the end and beyond it', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      const last = events.at(-1)?.seq ?? 0;
      expect(await store.read(['orders/1'], last, ALL)).toEqual([]);
      expect(await store.read(['orders/1'], last + 1000, ALL)).toEqual([]);
      expect(await store.read(['orders/1'], Number.MAX_SAFE_INTEGER, ALL)).toEqual([]);
    });

    it('is not at its end for good: what is appended later is read later', async () => {
      const store = await open();
      const { seq } = await appendOne(store, 'orders/1', note(1));
      expect(await store.read(['orders/1', 'orders/2'], seq, ALL)).toEqual([]);
      await store.append('orders/2', [note(2)]);
      await store.append('orders/1', [note(3)]);
      expect(numbersOf(await store.read(['orders/1', 'orders/2'], seq, ALL))).toEqual([2, 3]);
    });

    it('reads several topics in the order of the tape, and leaves out others', async () => {
      const store = await open();
      for (const n of upTo(12)) await store.append(`orders/${n % 4}`, [note(n)]);
      const selected = await store.read(['orders/1', 'orders/3'], 0, ALL);
      expect(numbersOf(selected)).toEqual([1, 3, 5, 7, 9, 11]);
    });

    it('gives each event once when a topic is selected twice', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      expect(numbersOf(await store.read(['orders/1', 'orders/1'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it('takes topics without events among others', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      expect(numbersOf(await store.read(['orders/none', 'orders/1', 'feeds/none'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it.each([1, 2, 3, 7, 64])('comes to the same in pages of %d', async (limit) => {
      const store = await open();
      // Topics of very different length, in turns and in stretches: the pages of one end in the middle of another.
      const topics: Topic[] = ['orders/busy', 'orders/slow', 'feeds/burst'];
      for (const n of upTo(20)) {
        await store.append('orders/busy', notes(n, n + 2));
        if (n % 5 === 0) await store.append('orders/slow', [note(n)]);
        if (n === 13) await store.append('feeds/burst', notes(1, 40));
      }
      const whole = await store.read(topics, 0, ALL);
      expect(whole).toHaveLength(60 + 4 + 40);
      expect(await readInPages(store, topics, limit)).toStrictEqual(whole);
    });

    it('finds one busy topic among two hundred quiet ones', async () => {
      const store = await open();
      const topics = upTo(200).map((n): Topic => `orders/${n}`);
      await Promise.all(topics.map((topic, n) => store.append(topic, [note(n)])));
      await store.append('orders/77', notes(1, 300));
      const whole = await store.read(topics, 0, ALL);
      expect(whole).toHaveLength(500);
      expect(seqsOf(whole)).toEqual([...seqsOf(whole)].sort((a, b) => a - b));
      expect(await readInPages(store, topics, 100)).toStrictEqual(whole);
    });
  });
}
