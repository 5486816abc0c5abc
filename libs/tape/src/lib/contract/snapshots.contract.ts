import { ALL, note, notes, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeSnapshots({ open }: StoreUnderTest): void {
  describe('snapshots', () => {
    it('has none for a topic that none was saved for', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      expect(await store.loadSnapshot('orders/1')).toBeUndefined();
      expect(await store.loadSnapshot('orders/none')).toBeUndefined();
    });

    it.each([
      ['an object', { total: 3, lines: [{ text: 'a\0b \ud83d\ude00 ä' }] }],
      ['a list', [1, 'two', null]],
      ['null', null],
      ['text', 'x'.repeat(65_536)],
      ['a number', 2 ** 53 - 1],
      ['false', false],
    ])('gives back a state that is %s', async (_, state) => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 3, version: 3, state });
      expect(await store.loadSnapshot('orders/1')).toStrictEqual({ seq: 3, version: 3, state });
    });

    it('replaces a snapshot by a later one', async () => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 3, version: 3, state: 'old' });
      await store.saveSnapshot('orders/1', { seq: 8, version: 5, state: 'new' });
      expect(await store.loadSnapshot('orders/1')).toEqual({ seq: 8, version: 5, state: 'new' });
    });

    it('keeps the later one when an earlier one is saved after it', async () => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 8, version: 5, state: 'new' });
      await store.saveSnapshot('orders/1', { seq: 3, version: 3, state: 'old' });
      expect(await store.loadSnapshot('orders/1')).toEqual({ seq: 8, version: 5, state: 'new' });
    });

    it('ends with the latest of many that are saved together', async () => {
      const store = await open();
      const seqs = [4, 9, 2, 7, 1];
      await Promise.all(seqs.map((seq) => store.saveSnapshot('orders/1', { seq, version: seq, state: { seq } })));
      expect(await store.loadSnapshot('orders/1')).toEqual({ seq: 9, version: 9, state: { seq: 9 } });
    });

    it('replaces a snapshot by another of the same place', async () => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 3, version: 3, state: 'by the old fold' });
      await store.saveSnapshot('orders/1', { seq: 3, version: 3, state: 'by the new fold' });
      expect(await store.loadSnapshot('orders/1')).toMatchObject({ state: 'by the new fold' });
    });

    it('keeps one for each topic', async () => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 1, version: 1, state: 'one' });
      await store.saveSnapshot('orders/2', { seq: 2, version: 1, state: 'two' });
      expect(await store.loadSnapshot('orders/1')).toMatchObject({ state: 'one' });
    });

    it('keeps a copy: who saved or loaded it may go on changing his object', async () => {
      const store = await open();
      const state = { total: 1 };
      await store.saveSnapshot('orders/1', { seq: 1, version: 1, state });
      state.total = 2;
      const loaded = await store.loadSnapshot('orders/1');
      (loaded?.state as { total: number }).total = 3;
      expect(await store.loadSnapshot('orders/1')).toMatchObject({ state: { total: 1 } });
    });

    it('lives beside the events: neither a trim nor an append touches it', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      await store.saveSnapshot('orders/1', { seq: 2, version: 2, state: 'kept' });
      await store.trim('orders/1', events.at(-1)?.seq ?? 0);
      await store.append('orders/1', [note(4)]);
      expect(await store.loadSnapshot('orders/1')).toEqual({ seq: 2, version: 2, state: 'kept' });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([4]);
    });
  });
}
