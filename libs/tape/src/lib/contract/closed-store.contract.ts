import { TapeError } from '../tape-error';
import type { TapeEvent } from '../tape-event';
import type { TapeStore } from '../tape-store';
import { note, upTo } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

const METHODS: Record<string, (store: TapeStore) => Promise<unknown>> = {
  append: (store) => store.append('orders/1', [note(1)]),
  read: (store) => store.read(['orders/1'], 0, 1),
  'read at the tail': (store) => store.read(['orders/1'], 1000, 1),
  readBack: (store) => store.readBack('orders/1', 1, 1),
  head: (store) => store.head('orders/1'),
  lastSeq: (store) => store.lastSeq(),
  topics: (store) => store.topics({ family: 'orders', limit: 1 }),
  loadSnapshot: (store) => store.loadSnapshot('orders/1'),
  saveSnapshot: (store) => store.saveSnapshot('orders/1', { seq: 1, version: 1, state: {} }),
  trim: (store) => store.trim('orders/1', 1),
};

export function describeClosedStore({ open }: StoreUnderTest): void {
  describe('close', () => {
    it.each(Object.entries(METHODS))('makes %s reject with store_closed', async (_, call) => {
      const store = await open();
      await store.append('orders/1', [note(1)]);
      await store.close();
      const refusal: unknown = await call(store).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TapeError);
      expect(refusal).toMatchObject({ code: 'store_closed' });
    });

    it('makes methods reject from the call on, not from when it is done', async () => {
      const store = await open();
      const closing = store.close();
      const append = store.append('orders/1', [note(1)]);
      await expect(append).rejects.toMatchObject({ code: 'store_closed' });
      await closing;
    });

    it('may be called again, at once or later', async () => {
      const store = await open();
      await Promise.all([store.close(), store.close()]);
      await expect(store.close()).resolves.toBeUndefined();
    });

    it('finishes the appends under way, and tells of them', async () => {
      const store = await open();
      const heard: TapeEvent[] = [];
      store.follow((events) => heard.push(...events));
      const appends = upTo(50).map((n) => store.append('orders/1', [note(n)]));
      await store.close();
      const appended = await Promise.all(appends);
      expect(heard).toStrictEqual(appended.flatMap(({ events }) => events));
    });
  });
}
