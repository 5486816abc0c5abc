import { createEpoch } from '@tickertape/tape';
import type { Database } from './database';
import type { TapeRows } from './tape-rows';

/** While a store with `synchronous: 'NORMAL'` is open, the file names the run of the machine under this key. */
const UNSYNCED_RUN = 'unsynced_run';

/**
 * Notes in the file that it is open, and returns its epoch.
 *
 * With `NORMAL`, a machine that loses power may lose the last commits, although readers have seen their events, and would
 * give their seqs and versions to others. So when the file was not closed and the machine was restarted since, the tape
 * begins a new epoch: readers with a cursor of the old one are told, and start from a snapshot.
 */
export function beginSession(db: Database, rows: TapeRows, synchronous: 'NORMAL' | 'FULL', machineRun: string): string {
  const epoch = rows.transaction(() => {
    const unsynced = rows.meta(UNSYNCED_RUN) ?? machineRun;
    if (unsynced !== machineRun) rows.saveMeta('epoch', createEpoch());
    rows.saveMeta(UNSYNCED_RUN, synchronous === 'FULL' ? null : machineRun);
    return String(rows.meta('epoch'));
  });
  // Only now, so that the note itself is on the disk before the first event that may be lost.
  db.exec(`PRAGMA synchronous = ${syncsBySqlite(synchronous)}`);
  return epoch;
}

/** With `NORMAL` SQLite waits for the disk in checkpoints only, and those are made by `WriteAheadLog`. */
export function syncsBySqlite(synchronous: 'NORMAL' | 'FULL'): 'OFF' | 'FULL' {
  return synchronous === 'FULL' ? 'FULL' : 'OFF';
}

/** Notes that all is on the disk. The file is put there by the checkpoint that follows, when the database is closed. */
export function endSession(db: Database, rows: TapeRows): void {
  db.exec('PRAGMA synchronous = FULL');
  rows.transaction(() => rows.saveMeta(UNSYNCED_RUN, null));
}
