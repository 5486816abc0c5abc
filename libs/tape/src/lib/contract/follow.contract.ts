import type { TapeEvent } from '../tape-event';
import { ALL, note, notes, numbersOf, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeFollow({ open }: StoreUnderTest): void {
  describe('follow', () => {
    it('calls back with what was appended, as it is on the tape, before the append resolves', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      store.follow((events) => heard.push(...events));
      const { events } = await store.append('orders/1', [note(1), note(2, { id: 'a', closes: true })]);
      expect(heard).toStrictEqual(events);
    });

    it('calls back when the events can be read', async () => {
      const store = await open();
      const reads: Promise<readonly TapeEvent[]>[] = [];
      const heard: TapeEvent[] = [];
      store.follow((events) => {
        heard.push(...events);
        reads.push(store.read(['orders/1'], (events[0]?.seq ?? 0) - 1, ALL));
      });
      await store.append('orders/1', notes(1, 3));
      expect((await Promise.all(reads)).flat()).toStrictEqual(heard);
    });

    it('tells of every event once, in the order of the tape', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      store.follow((events) => heard.push(...events));
      for (const n of upTo(20)) {
        await Promise.all(upTo(5).map((m) => store.append(`orders/${(n + m) % 3}`, notes(1, 1 + (m % 3)))));
      }
      expect(heard).toStrictEqual(await store.read(['orders/*'], 0, ALL));
    });

    it('tells nothing of appends that were refused or were there already', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' })]);
      const heard: TapeEvent[] = [];
      store.follow((events) => heard.push(...events));
      await store.append('orders/1', [note(1, { id: 'a' })]);
      await expect(store.append('orders/1', [note(2)], { expectVersion: 0 })).rejects.toThrow();
      await store.append('orders/1', [note(1, { id: 'a' }), note(3)]);
      expect(numbersOf(heard)).toEqual([3]);
    });

    it('tells nothing of what was there before', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      const heard: TapeEvent[] = [];
      store.follow((events) => heard.push(...events));
      await store.append('orders/2', [note(2)]);
      expect(numbersOf(heard)).toEqual([2]);
    });

    it('never calls back with nothing', async () => {
      const store = await open();
      const sizes: number[] = [];
      store.follow((events) => sizes.push(events.length));
      await store.append('orders/1', [note(1, { id: 'a' })]);
      await store.append('orders/1', [note(1, { id: 'a' })]);
      expect(sizes).toEqual([1]);
    });
  });
}
