import type { TapeStore } from '@tickertape/tape';
import { describeTapeStore } from '@tickertape/tape/testing';
import type { SqliteTapeStoreOptions } from './sqlite-tape-store-options';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes({ hurried: true });

function describeWith(name: string, options: Partial<SqliteTapeStoreOptions>): void {
  const paths = new Map<TapeStore, string>();
  const openAt = async (path: string): Promise<TapeStore> => {
    const store = await tapes.open({ path, ...options });
    paths.set(store, path);
    return store;
  };
  describeTapeStore(name, {
    open: () => openAt(tapes.newPath()),
    reopen: async (store) => {
      await store.close();
      return openAt(paths.get(store) ?? '');
    },
  });
}

describeWith('SqliteTapeStore', {});
// So that nothing hangs on what happens to be in memory.
describeWith('SqliteTapeStore with room for two topics', { cachedTopics: 2 });
