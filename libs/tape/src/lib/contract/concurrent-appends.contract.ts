import type { AppendResult } from '../tape-store';
import { ALL, note, notes, numbersOf, upTo, versionsOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const results = (outcomes: readonly PromiseSettledResult<AppendResult>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
const codes = (outcomes: readonly PromiseSettledResult<AppendResult>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));

export function describeConcurrentAppends({ open }: StoreUnderTest): void {
  describe('concurrent appends', () => {
    it('gives dense versions to appends of one topic that are under way together', async () => {
      const store = await open();
      const appended = await Promise.all(upTo(200).map((n) => store.append('orders/1', notes(n, n + (n % 3)))));
      const versions = appended.flatMap(({ events }) => versionsOf(events));
      const total = versions.length;
      expect([...versions].sort((a, b) => a - b)).toEqual(upTo(total));
      expect(versionsOf(await store.read(['orders/1'], 0, ALL))).toEqual(upTo(total));
    });

    it('keeps the events of each append together', async () => {
      const store = await open();
      const appended = await Promise.all(upTo(50).map((n) => store.append(`orders/${n % 4}`, notes(1, 4))));
      for (const { events } of appended) {
        const [first = 0] = versionsOf(events);
        expect(versionsOf(events)).toEqual([first, first + 1, first + 2, first + 3]);
      }
    });

    it('lets exactly one of many win the same version', async () => {
      const store = await open();
      await store.append('orders/1', [note(0)]);
      const outcomes = await Promise.allSettled(
        upTo(30).map((n) => store.append('orders/1', [note(n)], { expectVersion: 1 })),
      );
      expect(results(outcomes)).toHaveLength(1);
      expect(codes(outcomes)).toEqual(Array(29).fill('conflict'));
      expect(await store.read(['orders/1'], 0, ALL)).toHaveLength(2);
    });

    it('writes an id once, however many append it together', async () => {
      const store = await open();
      const appended = await Promise.all(upTo(30).map((n) => store.append('orders/1', [note(n, { id: 'a' })])));
      const stored = await store.read(['orders/1'], 0, ALL);
      expect(stored).toHaveLength(1);
      expect(appended.filter(({ repeated }) => !repeated)).toHaveLength(1);
      for (const { events } of appended) expect(events).toStrictEqual(stored);
    });

    it('writes a mixed batch once, however many append it together', async () => {
      const store = await open();
      const batch = [note(1, { id: 'a' }), note(2, { id: 'b' }), note(3, { id: 'c', closes: true })];
      await Promise.all(upTo(10).map(() => store.append('orders/1', batch)));
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it('lets nothing follow a closing event that is under way', async () => {
      const store = await open();
      const outcomes = await Promise.allSettled(
        upTo(30).map((n) => store.append('orders/1', [note(n, n === 10 ? { closes: true } : {})])),
      );
      const stored = await store.read(['orders/1'], 0, ALL);
      expect(stored.map(({ closes }) => closes === true)).toEqual(stored.map((_, i) => i === stored.length - 1));
      expect(codes(outcomes)).toEqual(Array(30 - stored.length).fill('closed'));
      expect(results(outcomes)).toHaveLength(stored.length);
    });

    it('fails one append of many without harm to those beside it', async () => {
      const store = await open();
      const outcomes = await Promise.allSettled(
        upTo(20).map((n) => store.append('orders/1', [note(n)], n % 2 ? { expectVersion: 500 } : {})),
      );
      expect(codes(outcomes)).toEqual(Array(10).fill('conflict'));
      const stored = await store.read(['orders/1'], 0, ALL);
      expect([...numbersOf(stored)].sort((a, b) => a - b)).toEqual(upTo(20).filter((n) => n % 2 === 0));
      expect(versionsOf(stored)).toEqual(upTo(10));
    });

    it('takes thousands of events that are under way together', async () => {
      const store = await open();
      await Promise.all(upTo(300).map((n) => store.append(`orders/${n % 50}`, notes(1, 10))));
      const all = await store.read(['orders/*'], 0, ALL);
      expect(all).toHaveLength(3000);
      expect(await store.lastSeq()).toBe(all.at(-1)?.seq);
    });
  });
}
