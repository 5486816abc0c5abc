import { isEpoch } from '@tickertape/wire';
import { note } from './contract-events';
import type { StoreUnderTest } from './tape-store-harness';

export function describeEpoch({ open }: StoreUnderTest): void {
  describe('epoch', () => {
    it('has 1 to 12 lowercase letters and digits', async () => {
      const { epoch } = await open();
      expect(isEpoch(epoch)).toBe(true);
    });

    it('differs between tapes', async () => {
      const stores = await Promise.all([open(), open(), open()]);
      expect(new Set(stores.map(({ epoch }) => epoch)).size).toBe(3);
    });

    it('stays the same whatever is appended or trimmed', async () => {
      const store = await open();
      const { epoch } = store;
      await store.append('orders/1', [note(1)]);
      await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
      expect(store.epoch).toBe(epoch);
    });
  });
}
