import { statSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryTapeStore, type TapeStore } from '@tickertape/tape';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
import type { Config } from './config';

/** Opens the store that the settings name. The only place that knows adapters. */
export async function openStore(
  config: Pick<Config, 'tapeStore' | 'dataDir' | 'sqliteSynchronous'>,
): Promise<TapeStore> {
  switch (config.tapeStore) {
    case 'memory':
      return new MemoryTapeStore();
    case 'sqlite':
      return SqliteTapeStore.open({ path: fileOf(config.dataDir), synchronous: config.sqliteSynchronous });
  }
}

/** Bytes of the store's files, its write-ahead log included; 0 for a store without files. */
export function measureStore({ tapeStore, dataDir }: Pick<Config, 'tapeStore' | 'dataDir'>): number {
  if (tapeStore === 'memory') return 0;
  const file = fileOf(dataDir);
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return sizeOf(file) + sizeOf(`${file}-wal`);
}

const fileOf = (dataDir: string): string => join(dataDir, 'tape.db');
