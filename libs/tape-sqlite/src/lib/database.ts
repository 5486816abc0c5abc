import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { TapeError } from '@tickertape/tape';
import Libsql from 'libsql';
import { migrate } from './migrations';
import type { SqliteTapeStoreOptions } from './sqlite-tape-store-options';
import { sqliteCode, storeFailure } from './store-failure';

export type Database = InstanceType<typeof Libsql>;

/** SQLite's own default; written down because `maxBytes` is counted in it. */
const PAGE_BYTES = 4096;

/**
 * After so many pages of the write-ahead log they are copied into the file, inside of a commit: more would be copied less
 * often, but make that commit a longer pause.
 */
const CHECKPOINT_PAGES = Number(process.env.CK ?? 250);

/** Opens the file for this process alone and brings it to the present schema. Throws `store_failed` and says what to do. */
export function openDatabase({ path, maxBytes }: SqliteTapeStoreOptions): Database {
  const file = resolve(path);
  const db = openFile(file);
  try {
    // Exclusive before anything is read: no second process, and the index of the log is in memory in place of a file.
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`);
    // Until the store has written that it is open, whatever happens to the power: see `beginSession`.
    db.exec('PRAGMA synchronous = FULL');
    migrate(db, file);
    return db;
  } catch (error) {
    closeDatabase(db);
    throw refusal(file, error);
  }
}

/**
 * Lets go of the file at once. The driver keeps a connection alive until its statements are collected as garbage, so the
 * lock is given back by hand; it can only be given back outside of WAL mode. What cannot be done, as on a full disk, is
 * left: the end of the process gives the lock back too, and the next opener finishes the log.
 */
export function closeDatabase(db: Database): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.exec('PRAGMA journal_mode = DELETE');
    db.exec('PRAGMA locking_mode = NORMAL');
    // The lock goes at the end of the first access in the new mode.
    db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get([]);
  } catch {
    // As said above.
  } finally {
    db.close();
  }
}

function openFile(file: string): Database {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.R_OK | constants.W_OK);
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) throw new Error('not a file');
    if (existing) accessSync(file, constants.R_OK | constants.W_OK);
    return new Libsql(file);
  } catch (cause) {
    const message = `${file} cannot be opened or made: check that it is a file and that its directory can be written`;
    throw new TapeError('store_failed', message, { path: file }, { cause });
  }
}

function refusal(file: string, error: unknown): TapeError {
  const code = sqliteCode(error);
  const facts = { path: file, sqlite: code };
  if (code?.startsWith('SQLITE_BUSY')) {
    const message = `${file} is open in another process: stop that one, or give this one a file of its own; many processes need a store for many nodes`;
    return new TapeError('store_failed', message, facts, { cause: error });
  }
  if (code?.startsWith('SQLITE_NOTADB')) {
    const message = `${file} is not a tape: move it away or name another file`;
    return new TapeError('store_failed', message, facts, { cause: error });
  }
  return storeFailure(file, error);
}
