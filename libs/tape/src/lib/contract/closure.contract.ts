import { TapeError } from '../tape-error';
import { ALL, note, notes, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeClosure({ open }: StoreUnderTest): void {
  describe('closure', () => {
    it('rejects with closed after the closing event', async () => {
      const store = await open();
      await store.append('orders/1', [note(1), note(2, { closes: true })]);
      const refusal: unknown = await store.append('orders/1', [note(3)]).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TapeError);
      expect(refusal).toMatchObject({ code: 'closed', facts: { topic: 'orders/1', version: 2 } });
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2]);
    });

    it('says so in the head, and marks the closing event alone', async () => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      expect(await store.head('orders/1')).toMatchObject({ closed: false });
      await store.append('orders/1', [note(2), note(3, { closes: true })]);
      expect(await store.head('orders/1')).toMatchObject({ closed: true, version: 3 });
      expect((await store.read(['orders/1'], 0, ALL)).map(({ closes }) => closes)).toEqual([
        undefined,
        undefined,
        true,
      ]);
    });

    it('rejects with closed rather than with conflict', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { closes: true })]);
      const refused = store.append('orders/1', [note(2)], { expectVersion: 0 });
      await expect(refused).rejects.toMatchObject({ code: 'closed' });
    });

    it('rejects a batch that holds more than what is there already', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'a', closes: true })]);
      const refused = store.append('orders/1', [note(2), note(1, { id: 'a', closes: true })]);
      await expect(refused).rejects.toMatchObject({ code: 'closed' });
    });

    it('closes a topic, and no other', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { closes: true })]);
      await store.append('orders/2', [note(2)]);
      expect(await store.head('orders/2')).toMatchObject({ closed: false, version: 1 });
    });

    it('keeps a topic closed when its closing event is trimmed', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [...notes(1, 2), note(3, { closes: true })]);
      await store.trim('orders/1', events.at(-1)?.seq ?? 0);
      expect(await store.head('orders/1')).toMatchObject({ closed: true, version: 3 });
      await expect(store.append('orders/1', [note(4)])).rejects.toMatchObject({ code: 'closed' });
    });

    it('goes on reading a closed topic, and is empty at its end', async () => {
      const store = await open();
      const { events } = await store.append('orders/1', [note(1), note(2, { closes: true })]);
      expect(await store.read(['orders/1'], events[0]?.seq ?? 0, ALL)).toStrictEqual(events.slice(1));
      expect(await store.read(['orders/1'], events[1]?.seq ?? 0, ALL)).toEqual([]);
    });
  });
}
