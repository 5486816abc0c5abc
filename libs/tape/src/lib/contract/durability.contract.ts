import type { TapeStoreHarness } from './tape-store-harness';
import { ALL, note, notes, numbersOf, upTo, versionsOf } from './contract-events';

export function describeDurability({ open, reopen }: Required<Omit<TapeStoreHarness, 'dispose'>>): void {
  describe('durability', () => {
    it('has every event after a restart, as it was', async () => {
      const store = await open();
      for (const n of upTo(10)) await store.append(`orders/${n % 3}`, [note(n, { id: `id ${n}` })]);
      await store.append('orders/1', [note(11, { closes: true })]);
      const before = await store.read(['orders/*'], 0, ALL);
      expect(before).toHaveLength(11);
      expect(await (await reopen(store)).read(['orders/*'], 0, ALL)).toStrictEqual(before);
    });

    it('keeps the epoch, heads, the newest seq and the list of topics', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 5));
      await store.append('orders/2', [note(6, { closes: true })]);
      await store.trim('orders/1', events[1]?.seq ?? 0);
      const ask = async (from: typeof store) => ({
        epoch: from.epoch,
        heads: [await from.head('orders/1'), await from.head('orders/2'), await from.head('orders/3')],
        lastSeq: await from.lastSeq(),
        topics: await from.topics({ family: 'orders', limit: ALL }),
        open: await from.topics({ family: 'orders', open: true, limit: ALL }),
      });
      const before = await ask(store);
      expect(await ask(await reopen(store))).toStrictEqual(before);
    });

    it('goes on where it stopped: versions dense, seqs growing, time not decreasing', async () => {
      let store = await open();
      for (const n of upTo(5)) {
        await store.append('orders/1', notes(n, n + 1));
        store = await reopen(store);
      }
      const all = await store.read(['orders/1'], 0, ALL);
      expect(versionsOf(all)).toEqual(upTo(10));
      for (const [i, event] of all.entries()) {
        expect(event.seq).toBeGreaterThan(all[i - 1]?.seq ?? 0);
        expect(event.time).toBeGreaterThanOrEqual(all[i - 1]?.time ?? 0);
      }
    });

    it('resumes a reader from its last seq without gap or repeat', async () => {
      let store = await open();
      const seen: number[] = [];
      let after = 0;
      for (const n of upTo(6)) {
        await store.append('orders/1', notes(3 * n - 2, 3 * n));
        const page = await store.read(['orders/1'], after, 2);
        seen.push(...numbersOf(page));
        after = page.at(-1)?.seq ?? after;
        store = await reopen(store);
      }
      seen.push(...numbersOf(await store.read(['orders/1'], after, ALL)));
      expect(seen).toEqual(upTo(18));
    });

    it('never gives a seq again, even when the newest events were trimmed', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      const last = events.at(-1)?.seq ?? 0;
      await store.trim('orders/1', last);
      const again = await reopen(store);
      expect(await again.lastSeq()).toBe(last);
      const next = await again.append('orders/2', [note(4)]);
      expect(next.events[0]?.seq).toBeGreaterThan(last);
      expect((await again.append('orders/1', [note(5)])).events[0]?.version).toBe(4);
    });

    it('still knows ids, versions and closure', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1, { id: 'a' }), note(2, { id: 'b', closes: true })]);
      const again = await reopen(store);
      const retried = await again.append('orders/1', [note(1, { id: 'a' })], { expectVersion: 0 });
      expect(retried).toStrictEqual({ events: events.slice(0, 1), repeated: true });
      await expect(again.append('orders/1', [note(3)])).rejects.toMatchObject({
        code: 'closed',
        facts: { version: 2 },
      });
    });

    it('keeps snapshots', async () => {
      const store = await open();
      await store.saveSnapshot('orders/1', { seq: 4, version: 4, state: { total: 4 } });
      const again = await reopen(store);
      expect(await again.loadSnapshot('orders/1')).toStrictEqual({ seq: 4, version: 4, state: { total: 4 } });
      await again.saveSnapshot('orders/1', { seq: 3, version: 3, state: 'older' });
      expect(await again.loadSnapshot('orders/1')).toMatchObject({ seq: 4 });
    });

    it('tells a new listener nothing of what was there before', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      const again = await reopen(store);
      const heard: number[] = [];
      again.follow((events) => heard.push(...numbersOf(events)));
      await again.append('orders/1', [note(2)]);
      expect(heard).toEqual([2]);
    });
  });
}
