import type { Topic } from '@tickertape/wire';
import { TapeError } from '../tape-error';
import type { NewEvent } from '../tape-event';
import { ALL, note, numbersOf } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const withData = (data: unknown): NewEvent => ({ type: 'notes.written', data: data as object });

const REFUSED: Record<string, readonly NewEvent[]> = {
  'without events': [],
  'with an id twice': [note(1, { id: 'a' }), note(2, { id: 'a' })],
  'with an empty id': [note(1, { id: '' })],
  'with an id of 201 characters': [note(1, { id: 'x'.repeat(201) })],
  'with U+0000 in an id': [note(1, { id: 'a\0b' })],
  'with a line break in an id': [note(1, { id: 'a\nb' })],
  'with half of a surrogate pair in an id': [note(1, { id: '\ud83d' })],
  'with an empty type': [note(1, { type: '' })],
  'with a line break in a type': [note(1, { type: 'notes\nwritten' })],
  'with an event after the closing one': [note(1, { closes: true }), note(2)],
  'with two closing events': [note(1, { closes: true }), note(2, { closes: true })],
  'with data that is text for JSON': [withData(new Date(0))],
  'with data that is nothing for JSON': [withData(() => 1)],
  'with a BigInt in its data': [withData({ n: 1n })],
};

export function describeBadBatch({ open }: StoreUnderTest): void {
  describe('bad_batch', () => {
    it.each(Object.entries(REFUSED))('refuses a batch %s, and writes nothing', async (_, batch) => {
      const store = await open();
      const refusal: unknown = await store.append('orders/1', batch).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TapeError);
      expect(refusal).toMatchObject({ code: 'bad_batch' });
      expect(await store.lastSeq()).toBe(0);
    });

    it.each(['orders', 'orders/', '/1', 'orders/*', 'Orders/1', 'orders/a b', 'orders/ä', `orders/${'x'.repeat(129)}`])(
      'refuses "%s", which is not a topic',
      async (text) => {
        const store = await open();
        await expect(store.append(text as Topic, [note(1)])).rejects.toMatchObject({ code: 'bad_batch' });
        expect(await store.lastSeq()).toBe(0);
      },
    );

    it('takes ids of 1 and of 200 characters', async () => {
      const store = await open();
      await store.append('orders/1', [note(1, { id: 'x' }), note(2, { id: 'x'.repeat(200) })]);
      expect((await store.read(['orders/1'], 0, ALL)).map(({ id }) => id)).toEqual(['x', 'x'.repeat(200)]);
    });

    it('refuses one append and takes those beside it', async () => {
      const store = await open();
      const appends = [[note(1)], [], [note(2)]].map((batch) => store.append('orders/1', batch));
      const outcomes = await Promise.allSettled(appends);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(numbersOf(await store.read(['orders/1'], 0, ALL))).toEqual([1, 2]);
    });
  });
}
