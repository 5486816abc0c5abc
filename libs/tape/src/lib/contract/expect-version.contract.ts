import { TapeError } from '../tape-error';
import type { NewEvent } from '../tape-event';
import { ALL, note, notes, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeExpectVersion({ open }: StoreUnderTest): void {
  describe('expectVersion', () => {
    it('appends when the topic has that version', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      await store.append('orders/1', [note(4)], { expectVersion: 3 });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3, 4]);
    });

    it('takes 0 for a topic without events', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)], { expectVersion: 0 });
      await expect(store.append('orders/1', [note(2)], { expectVersion: 0 })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it.each([0, 1, 2, 4, 99])('rejects with conflict and the topic’s version 3 when told %d', async (expectVersion) => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      const refusal: unknown = await store
        .append('orders/1', [note(4)], { expectVersion })
        .catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TapeError);
      expect(refusal).toMatchObject({ code: 'conflict', facts: { topic: 'orders/1', version: 3, expectVersion } });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it('asks for no version when told none', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      await store.append('orders/1', [note(2)], {});
      expect(await store.head('orders/1')).toMatchObject({ version: 2 });
    });

    it('asks it of each event that is new, and of none that is there', async () => {
      const store = await open();
      const [a, b, c] = [1, 2, 3].map((n) => note(n, { id: `n${n}`, expectVersion: n - 1 })) as [
        NewEvent,
        NewEvent,
        NewEvent,
      ];
      await store.append('orders/1', [a]);
      // A retry of what was stored in part.
      await store.append('orders/1', [a, b]);
      const late = { ...c, expectVersion: 7 };
      await expect(store.append('orders/1', [b, late])).rejects.toMatchObject({
        code: 'conflict',
        facts: { version: 2, expectVersion: 7 },
      });
      await store.append('orders/1', [b, c]);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2, 3]);
    });

    it('counts versions of the topic, not of others', async () => {
      const store = await open();
      await store.append('orders/1', notes(1, 3));
      await store.append('orders/2', [note(1)], { expectVersion: 0 });
      expect(await store.head('orders/2')).toMatchObject({ version: 1 });
    });

    it('counts versions on after a trim', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', notes(1, 3));
      await store.trim('orders/1', events.at(-1)?.seq ?? 0);
      await store.append('orders/1', [note(4)], { expectVersion: 3 });
      expect(await store.head('orders/1')).toMatchObject({ version: 4 });
    });
  });
}
