import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { TapeError } from '@tickertape/tape';
import Libsql from 'libsql';
import { forgetKeptLog, restoreLog } from './kept-log';
import { migrate } from './migrations';
import { syncsBySqlite } from './session';
import type { SqliteTapeStoreOptions } from './sqlite-tape-store-options';
import { sqliteCode, storeFailure } from './store-failure';
import { assertTapeHeader } from './tape-header';
import { TapeRows } from './tape-rows';
import { loadTape } from './trim';
import { WriteAheadLog } from './write-ahead-log';

export type Database = InstanceType<typeof Libsql>;

/** SQLite's own default; written down because `maxBytes` is counted in it. */
const PAGE_BYTES = 4096;

/** The files that are open in this process, so that each is open once. */
const openFiles = new Set<string>();

/** Never closed: see `close`. */
const abandoned: Database[] = [];

export interface OpenDatabase {
  readonly db: Database;
  readonly log: WriteAheadLog;
  /** Lets go of the file at once, so that it can be opened again. */
  close(): void;
}

/** Opens the file for this process alone and brings it to the present schema. Throws `store_failed` and says what to do. */
export function openDatabase({ path, maxBytes, synchronous, onError }: SqliteTapeStoreOptions): OpenDatabase {
  const file = prepareFile(resolve(path));
  // Asked before the file is touched: whoever opens and closes it in this process takes the lock from all of the process
  // (man 2 fcntl), and SQLite would not notice.
  if (openFiles.has(file)) throw inUse(file);
  openFiles.add(file);
  let db: Database | undefined;
  try {
    assertTapeHeader(file);
    restoreLog(file);
    db = connect(file);
    configure(db, file, maxBytes);
    forgetKeptLog(file);
    const opened = db;
    const report = (error: unknown) => (onError ?? process.emitWarning)(storeFailure(file, error));
    const log = new WriteAheadLog(opened, file, syncsBySqlite(synchronous ?? 'NORMAL'), report);
    return { db: opened, log, close: () => close(file, opened, log) };
  } catch (error) {
    close(file, db);
    throw sqliteCode(error)?.startsWith('SQLITE_BUSY') ? inUse(file, error) : storeFailure(file, error);
  }
}

function connect(file: string): Database {
  try {
    return new Libsql(file);
  } catch (cause) {
    // The driver gives no code for what the operating system refuses.
    throw cannotOpen(file, cause);
  }
}

function configure(db: Database, file: string, maxBytes: number | undefined): void {
  // Exclusive before anything is read: no second process, and the index of the log is in memory in place of a file.
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  // Until the store has written that it is open, whatever happens to the power: see `beginSession`.
  db.exec('PRAGMA synchronous = FULL');
  // Before the log is there, so that the header says whose file it is whatever happens next.
  migrate(db, file);
  assertReadable(db);
  db.exec('PRAGMA journal_mode = WAL');
  // SQLite's own checkpoints wait for the disk: see `WriteAheadLog`.
  db.exec('PRAGMA wal_autocheckpoint = 0');
  if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`);
}

/** Reads all that an opening reads, before it writes: the file of a tape that is refused as damaged stays as it is. */
function assertReadable(db: Database): void {
  const rows = new TapeRows(db);
  loadTape(rows);
  rows.countEventsAfter(rows.indexedSeq());
}

/**
 * The driver keeps a connection alive until its statements are collected as garbage, so the lock is given back by hand;
 * it can only be given back outside of WAL mode. What cannot be done, as on a full disk, is left: the end of the process
 * gives the lock back too, and the next opener finishes the log.
 */
function close(file: string, db: Database | undefined, log?: WriteAheadLog): void {
  if (db && log?.broken) {
    // Only the log is sure to have everything, and giving back the lock would end WAL mode. It ends with the process.
    abandoned.push(db);
    return;
  }
  try {
    if (db?.inTransaction) db.exec('ROLLBACK');
    // What is copied by SQLite from here on is synced by SQLite.
    db?.exec('PRAGMA synchronous = FULL');
    db?.exec('PRAGMA journal_mode = DELETE');
    db?.exec('PRAGMA locking_mode = NORMAL');
    // The lock goes at the end of the first access in the new mode.
    db?.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get([]);
  } catch {
    // As said above.
  } finally {
    db?.close();
    log?.close();
    openFiles.delete(file);
  }
}

/** Makes the directory, and returns the one name of the file, whatever links lead to it. */
function prepareFile(path: string): string {
  try {
    makeDirectory(dirname(path));
    const file = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
    accessSync(dirname(file), constants.R_OK | constants.W_OK);
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) throw new Error('not a file');
    if (existing) accessSync(file, constants.R_OK | constants.W_OK);
    return file;
  } catch (cause) {
    throw cannotOpen(path, cause);
  }
}

/** One after the other: Node's own `recursive` never returns where the system denies that an existing parent exists, as /proc does. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(path)) throw error;
  }
}

function cannotOpen(path: string, cause: unknown): TapeError {
  const message = `${path} cannot be opened or made: check that it is a file and that its directory can be written`;
  return new TapeError('store_failed', message, { path }, { cause });
}

function inUse(path: string, cause?: unknown): TapeError {
  const message = `${path} is open already, here or in another process: stop that one, or give this one a file of its own; many processes need a store for many nodes`;
  return new TapeError('store_failed', message, { path }, { cause });
}
