import type { Topic } from '@tickertape/wire';
import { ALL, note, notes, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeTopics({ open }: StoreUnderTest): void {
  describe('topics', () => {
    it('lists the topics of a family that have events, each once', async () => {
      const store = await open();
      for (const topic of ['orders/b', 'feeds/x', 'orders/a', 'orders/b', 'order/y'] as const) {
        await store.append(topic, [note(1)]);
      }
      expect(await store.topics({ family: 'orders', limit: ALL })).toEqual(['orders/a', 'orders/b']);
      expect(await store.topics({ family: 'order', limit: ALL })).toEqual(['order/y']);
      expect(await store.topics({ family: 'none', limit: ALL })).toEqual([]);
    });

    it('goes by the bytes of the names, not by a language', async () => {
      const store = await open();
      const ids = ['b', 'a', 'B', 'A', '10', '9', '_', '-', '.a', '~', '@', ':', '+', 'a-', 'a.', 'aA', 'aa', 'a0'];
      for (const id of ids) await store.append(`orders/${id}`, [note(1)]);
      const sorted = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await store.topics({ family: 'orders', limit: ALL })).toEqual(sorted.map((id) => `orders/${id}`));
    });

    it('lists open topics alone when asked to', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      await store.append('orders/2', [note(1, { closes: true })]);
      await store.append('orders/3', [note(1)]);
      expect(await store.topics({ family: 'orders', open: true, limit: ALL })).toEqual(['orders/1', 'orders/3']);
      expect(await store.topics({ family: 'orders', open: false, limit: ALL })).toHaveLength(3);
      expect(await store.topics({ family: 'orders', limit: ALL })).toHaveLength(3);
    });

    it.each([1, 2, 7])('comes to the same in pages of %d', async (limit) => {
      const store = await open();
      for (const n of upTo(15)) await store.append(`orders/${n}`, [note(n, n % 4 === 0 ? { closes: true } : {})]);
      for (const only of [{}, { open: true }]) {
        const whole = await store.topics({ family: 'orders', ...only, limit: ALL });
        const paged: Topic[] = [];
        for (;;) {
          const page = await store.topics({ family: 'orders', ...only, limit, after: paged.at(-1) });
          if (page.length === 0) break;
          expect(page.length).toBeLessThanOrEqual(limit);
          paged.push(...page);
        }
        expect(paged).toEqual(whole);
      }
    });

    it('goes on after a topic that is not there', async () => {
      const store = await open();
      for (const id of ['a', 'c']) await store.append(`orders/${id}`, [note(1)]);
      expect(await store.topics({ family: 'orders', after: 'orders/b', limit: ALL })).toEqual(['orders/c']);
    });

    it('lists a topic whose events were all trimmed, and none that has a snapshot only', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      await store.trim('orders/1', events.at(-1)?.seq ?? 0);
      await store.saveSnapshot('orders/2', { seq: 1, version: 1, state: {} });
      await store.head('orders/3');
      expect(await store.topics({ family: 'orders', limit: ALL })).toEqual(['orders/1']);
    });
  });
}
