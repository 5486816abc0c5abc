import { ALL, appendOne, note, notes, numbersOf, readInPages, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeWholeFamily({ open }: StoreUnderTest): void {
  describe('a whole family', () => {
    it('reads all topics of the family in the order of the tape', async () => {
      const store = await open();
      for (const n of upTo(9)) await store.append(n % 3 ? `orders/${n}` : 'feeds/1', [note(n)]);
      expect(numbersOf(await store.read(['orders/*'], 0, ALL))).toEqual([1, 2, 4, 5, 7, 8]);
    });

    it('reads topics that began after the reader', async () => {
      const store = await open();
      const { seq } = await appendOne(store, 'orders/1', note(1));
      expect(await store.read(['orders/*'], seq, ALL)).toEqual([]);
      await store.append('orders/2', [note(2)]);
      expect(numbersOf(await store.read(['orders/*'], seq, ALL))).toEqual([2]);
    });

    it('is not misled by families whose names begin alike', async () => {
      const store = await open();
      for (const [n, family] of ['order', 'orders', 'orders-eu', 'a', 'a-'].entries()) {
        await store.append(`${family}/1`, [note(n)]);
      }
      expect(numbersOf(await store.read(['order/*'], 0, ALL))).toEqual([0]);
      expect(numbersOf(await store.read(['orders/*'], 0, ALL))).toEqual([1]);
      expect(numbersOf(await store.read(['a/*'], 0, ALL))).toEqual([3]);
    });

    it('gives each event once when a topic is selected beside its family, or a family twice', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      expect(numbersOf(await store.read(['orders/*', 'orders/1', 'orders/*'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it('reads families and topics together, page by page', async () => {
      const store = await open();
      for (const n of upTo(30)) await store.append(`${['orders', 'feeds', 'quotes'][n % 3] ?? ''}/${n % 4}`, [note(n)]);
      const whole = await store.read(['orders/*', 'feeds/1', 'quotes/2'], 0, ALL);
      const expected = upTo(30).filter(
        (n) => n % 3 === 0 || (n % 3 === 1 && n % 4 === 1) || (n % 3 === 2 && n % 4 === 2),
      );
      expect(numbersOf(whole)).toEqual(expected);
      expect(await readInPages(store, ['orders/*', 'feeds/1', 'quotes/2'], 2)).toStrictEqual(whole);
    });

    it('reads a family of many topics page by page', async () => {
      const store = await open();
      await Promise.all(upTo(300).map((n) => store.append(`orders/${n}`, notes(1, 2))));
      const whole = await store.read(['orders/*'], 0, ALL);
      expect(whole).toHaveLength(600);
      expect(await readInPages(store, ['orders/*'], 50)).toStrictEqual(whole);
    });

    it('leaves out what was trimmed', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      await store.append('orders/2', notes(4, 5));
      await store.trim('orders/1', events[1]?.seq ?? 0);
      expect(numbersOf(await store.read(['orders/*'], 0, ALL))).toEqual([3, 4, 5]);
    });
  });
}
