import type { TapeEvent } from '../tape-event';
import type { Unsubscribe } from '../tape-store';
import { note, notes, numbersOf, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeFollowingListeners({ open }: StoreUnderTest): void {
  describe('listeners', () => {
    it('disturbs neither the store nor other listeners when one throws', async () => {
      const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
      try {
        const store = await open();
        const heard: TapeEvent[] = [];
        store.follow(() => {
          throw new Error('a fault of the listener');
        });
        store.follow((events) => heard.push(...events));
        for (const n of upTo(3)) await store.append('orders/1', [note(n)]);
        expect(numbersOf(heard)).toEqual([1, 2, 3]);
        // Not swallowed either.
        expect(warned).toHaveBeenCalledTimes(3);
      } finally {
        warned.mockRestore();
      }
    });

    it('ends with its own unsubscribe, which may be called twice', async () => {
      const store = await open();
      const one: TapeEvent[] = [];
      const two: TapeEvent[] = [];
      const unsubscribe = store.follow((events) => one.push(...events));
      store.follow((events) => two.push(...events));
      await store.append('orders/1', [note(1)]);
      unsubscribe();
      unsubscribe();
      await store.append('orders/1', [note(2)]);
      expect([numbersOf(one), numbersOf(two)]).toEqual([[1], [1, 2]]);
    });

    it('calls a listener that follows twice twice, until each is ended', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      const listener = (events: readonly TapeEvent[]) => void heard.push(...events);
      const unsubscribe = store.follow(listener);
      store.follow(listener);
      await store.append('orders/1', [note(1)]);
      unsubscribe();
      await store.append('orders/1', [note(2)]);
      expect(numbersOf(heard)).toEqual([1, 1, 2]);
    });

    it('does not call a listener any more that another has just ended', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      const ended: { unsubscribe?: Unsubscribe } = {};
      store.follow(() => ended.unsubscribe?.());
      ended.unsubscribe = store.follow((events) => heard.push(...events));
      await store.append('orders/1', [note(1)]);
      expect(heard).toEqual([]);
    });

    it('calls a listener that was added by another from the next append on', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      let added = false;
      store.follow(() => {
        if (!added) store.follow((events) => heard.push(...events));
        added = true;
      });
      await store.append('orders/1', [note(1)]);
      await store.append('orders/1', [note(2)]);
      expect(numbersOf(heard)).toEqual([2]);
    });

    it('keeps the order of the tape for all when a listener appends', async () => {
      const store = await open();
      const answers: Promise<unknown>[] = [];
      const first: TapeEvent[] = [];
      const second: TapeEvent[] = [];
      store.follow((events) => {
        first.push(...events);
        for (const { topic } of events) if (topic === 'orders/1') answers.push(store.append('orders/2', notes(7, 8)));
      });
      store.follow((events) => second.push(...events));
      await store.append('orders/1', [note(1), note(2)]);
      await Promise.all(answers);
      expect(numbersOf(second)).toEqual([1, 2, 7, 8, 7, 8]);
      expect(second).toStrictEqual(first);
    });
  });
}
