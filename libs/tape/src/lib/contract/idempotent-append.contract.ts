import { ALL, appendOne, note, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeIdempotentAppend({ open }: StoreUnderTest): void {
  describe('idempotent append', () => {
    it('returns the stored event in place of a second one', async () => {
      const store = await open();
      const first = await appendOne(store, 'orders/1', note(1, { id: 'a' }));
      const again = await store.append('orders/1', [note(2, { id: 'a', type: 'notes.changed' })]);
      expect(again).toStrictEqual({ events: [first], repeated: true });
      expect(await store.read(['orders/1'], 0, ALL)).toStrictEqual([first]);
    });

    it('moves neither the head nor the tape by a repeat', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' })]);
      const before = [await store.head('orders/1'), await store.lastSeq()];
      await store.append('orders/1', [note(1, { id: 'a' })]);
      expect([await store.head('orders/1'), await store.lastSeq()]).toEqual(before);
    });

    it('appends what is new beside what is there, and returns both in the order given', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' }), note(2, { id: 'b' })]);
      const result = await store.append('orders/1', [note(3), note(2, { id: 'b' }), note(4, { id: 'c' })]);
      expect(numbersOf(result.events)).toEqual([3, 2, 4]);
      expect(result.events.map(({ version }) => version)).toEqual([3, 2, 4]);
      expect(result.repeated).toBe(false);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3, 4]);
    });

    it('repeats whatever expectVersion says', async () => {
      const store = await open();
      const batch = [note(1, { id: 'a' }), note(2, { id: 'b' })];
      await store.append('orders/1', batch, { expectVersion: 0 });
      expect(await store.append('orders/1', batch, { expectVersion: 0 })).toMatchObject({ repeated: true });
      expect(await store.append('orders/1', batch, { expectVersion: 99 })).toMatchObject({ repeated: true });
    });

    it('repeats even when the topic is closed', async () => {
      const store = await open();
      const batch = [note(1, { id: 'a' }), note(2, { id: 'b', closes: true })];
      const first = await store.append('orders/1', batch);
      expect(await store.append('orders/1', batch)).toStrictEqual({ events: first.events, repeated: true });
    });

    it('leaves the topic open when a repeated event would close it now', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' })]);
      await store.append('orders/1', [note(1, { id: 'a', closes: true })]);
      expect(await store.head('orders/1')).toMatchObject({ version: 1, closed: false });
    });

    it('knows an id in its topic only', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' })]);
      expect(await store.append('orders/2', [note(2, { id: 'a' })])).toMatchObject({ repeated: false });
      expect(numbersOf(await store.read(['orders/2'], 0, ALL))).toEqual([2]);
    });

    it('appends events without an id as often as they are given', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      await store.append('orders/1', [note(1), note(1)]);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 1, 1]);
    });
  });
}
