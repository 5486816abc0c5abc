import { TapeError } from '@tickertape/tape';
import { createOnce, identifyCreation } from './idempotency';

it('gives a creation without a key an id of its own', () => {
  const ids = new Set(Array.from({ length: 100 }, () => identifyCreation('orders', undefined, {}).id));
  expect(ids.size).toBe(100);
});

it('derives the id from the key alone, and the event from the body too', () => {
  const one = identifyCreation('orders', 'key', { a: 1 });
  expect(identifyCreation('orders', 'key', { a: 1 })).toEqual(one);
  expect(identifyCreation('orders', 'key', { a: 2 })).toEqual({
    id: one.id,
    eventId: expect.not.stringMatching(one.eventId ?? ''),
  });
  expect(identifyCreation('generations', 'key', { a: 1 }).id).not.toBe(one.id);
  expect(identifyCreation('orders', 'other', { a: 1 }).id).not.toBe(one.id);
});

it('takes a body for the same in whatever order its fields are', () => {
  const one = identifyCreation('orders', 'key', { a: [{ b: 1, c: 2 }], d: 3 });
  expect(identifyCreation('orders', 'key', { d: 3, a: [{ c: 2, b: 1 }] })).toEqual(one);
});

it('tells a key that was used for another body from other conflicts', async () => {
  const taken = () => Promise.reject(new TapeError('conflict', 'taken'));
  await expect(createOnce('key', taken)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  await expect(createOnce(undefined, taken)).rejects.toMatchObject({ code: 'conflict' });
});
