import { join } from 'node:path';
import { MemoryTapeStore, type TapeStore } from '@tickertape/tape';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
import type { Config } from './config';

/** Opens the store that the settings name. The only place that knows adapters. */
export async function openStore({ tapeStore, dataDir }: Pick<Config, 'tapeStore' | 'dataDir'>): Promise<TapeStore> {
  switch (tapeStore) {
    case 'memory':
      return new MemoryTapeStore();
    case 'sqlite':
      return SqliteTapeStore.open({ path: join(dataDir, 'tape.db') });
  }
}
