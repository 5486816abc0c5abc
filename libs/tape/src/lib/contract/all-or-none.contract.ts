import { ALL, note, notes, numbersOf, versionsOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeAllOrNone({ open }: StoreUnderTest): void {
  describe('all or none', () => {
    it('appends nothing of a batch whose last event cannot be written', async () => {
      const store = await open();
      const circular: Record<string, unknown> = {};
      circular['itself'] = circular;
      const batch = [note(1, { id: 'a' }), note(2), { type: 'notes.written', data: circular }];
      await expect(store.append('orders/1', batch)).rejects.toMatchObject({ code: 'bad_batch' });
      expect(await store.read(['orders/1'], 0, ALL)).toEqual([]);
      expect(await store.head('orders/1')).toMatchObject({ seq: 0, version: 0 });
    });

    it('forgets the ids of a refused batch', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      const refused = store.append('orders/1', [note(2, { id: 'a' })], { expectVersion: 7 });
      await expect(refused).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.append('orders/1', [note(3, { id: 'a' })])).toMatchObject({ repeated: false });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 3]);
    });

    it('appends nothing of a batch in conflict, not even beside events that are there already', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a' })]);
      const batch = [note(1, { id: 'a' }), note(2), note(3)];
      await expect(store.append('orders/1', batch, { expectVersion: 0 })).rejects.toMatchObject({ code: 'conflict' });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1]);
    });

    it('makes no topic by a refused append', async () => {
      const store = await open();
      await expect(store.append('orders/1', [note(1)], { expectVersion: 3 })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await store.topics({ family: 'orders', limit: ALL })).toEqual([]);
    });

    it('leaves no hole in versions where an append was refused', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 2));
      await expect(store.append('orders/1', notes(3, 5), { expectVersion: 9 })).rejects.toThrow();
      await store.append('orders/1', notes(6, 7));
      expect(versionsOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3, 4]);
    });

    it('shows a batch whole or not at all to who reads meanwhile', async () => {
      const store = await open();
      const appends = Promise.all(Array.from({ length: 40 }, () => store.append('orders/1', notes(1, 3))));
      const pages = await Promise.all(Array.from({ length: 40 }, () => store.read(['orders/1'], 0, ALL)));
      await appends;
      expect(pages.map((page) => page.length % 3)).toEqual(pages.map(() => 0));
    });
  });
}
