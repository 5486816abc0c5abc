import { closeSync, fdatasync, fstatSync, ftruncate, openSync } from 'node:fs';
import type { Database } from './database';
import { keepLog } from './kept-log';

/** A page of the log with its header: https://www.sqlite.org/fileformat.html, 4.1. */
const FRAME_BYTES = 4_096 + 24;
/** From here on the log is copied into the file. So many pages take the event loop two milliseconds. */
export const CHECKPOINT_BYTES = 256 * FRAME_BYTES;
/** While a slow disk is waited for the log grows to here, and then nothing is written until the disk is done. */
export const HOLD_BYTES = 4 * CHECKPOINT_BYTES;

/** The synchronous mode between checkpoints. */
type Synchronous = 'OFF' | 'FULL';

/**
 * Copies the write-ahead log into the file, now and then. SQLite would do so inside of a commit and wait for the disk
 * there, while everybody else stands still; here the event loop copies and a thread of Node's pool waits for the disk.
 *
 * What SQLite promises of its log (https://www.sqlite.org/wal.html) rests on an order, which is kept whatever happens:
 * the log is on the disk before a page of it is copied, and the file is before the log is written anew. In between
 * nothing is written: see `held`. A log that is written anew is first cut to nothing, so that no old page follows a new one.
 */
export class WriteAheadLog {
  /** SQLite makes it with the first transaction. */
  private log?: number;
  private readonly file: number;
  private dueBytes = CHECKPOINT_BYTES;
  private underWay?: Promise<void>;
  private hold?: { readonly over: Promise<void>; readonly end: () => void };
  private failure?: unknown;
  private closed = false;

  /** @param onError hears of each checkpoint that failed; it is tried again later, unless the log is `broken` by it. */
  constructor(
    private readonly db: Database,
    private readonly path: string,
    private readonly synchronous: Synchronous,
    private readonly onError: (error: unknown) => void,
  ) {
    this.file = openSync(path, 'r+');
  }

  /** While nothing may be written: the end of that. */
  get held(): Promise<void> | undefined {
    return this.hold?.over;
  }

  /** The disk failed: the file may not have what was copied into it. Only the log has, so nothing may be written any more. */
  get broken(): boolean {
    return this.failure !== undefined;
  }

  /** Resolves where writing is allowed. */
  async free(): Promise<void> {
    while (this.hold) await this.hold.over;
  }

  /** To be called before every transaction, so that none can break the order. */
  assertWritable(): void {
    if (this.failure !== undefined) throw this.failure;
    if (this.hold) throw new Error('a transaction in the middle of a checkpoint');
  }

  /** To be called after every transaction. */
  grown(): void {
    if (this.closed) return;
    this.log ??= openSync(`${this.path}-wal`, 'r+');
    const { size } = fstatSync(this.log);
    if (this.underWay) {
      if (size >= HOLD_BYTES) this.beginHold();
    } else if (size >= this.dueBytes) {
      this.underWay = this.checkpoint(this.log);
    }
  }

  /** Waits for the checkpoint under way, and begins no other. */
  async finish(): Promise<void> {
    this.closed = true;
    await this.underWay;
  }

  /** Only after SQLite has let go of the file: closing it takes the locks of the whole process (man 2 fcntl). */
  close(): void {
    if (this.log !== undefined) closeSync(this.log);
    closeSync(this.file);
  }

  private async checkpoint(log: number): Promise<void> {
    try {
      // The most of it goes to the disk while appends go on.
      await sync(log);
      this.beginHold();
      await sync(log);
      const [pages, copied] = this.copy();
      if (copied !== pages) throw new Error(`only ${copied} of ${pages} pages could be copied`);
      await this.finishCopied(log);
      this.dueBytes = CHECKPOINT_BYTES;
    } catch (error) {
      // A full disk, say. What is in the log stays there and is read from there.
      this.dueBytes = fstatSync(log).size + CHECKPOINT_BYTES;
      this.onError(error);
    } finally {
      // Before those who wait: what they write may be due for the next one.
      this.underWay = undefined;
      this.hold?.end();
      this.hold = undefined;
    }
  }

  private async finishCopied(log: number): Promise<void> {
    try {
      await sync(this.file);
      // As SQLite does with TRUNCATE, for which the event loop would wait. It does not read what it has copied.
      await cut(log);
      await sync(log);
    } catch (error) {
      // SQLite takes the pages for copied and would write over them in the log; a disk that failed once to keep them may
      // say that all is well when it is asked again. The next process copies the log anew.
      this.failure = error;
      keepLog(this.path);
      throw error;
    }
  }

  /** Returns how many pages the log has, and how many of them the file has. */
  private copy(): [pages: number, copied: number] {
    this.db.exec('PRAGMA synchronous = OFF');
    try {
      const [, ...counts] = this.db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw().get([]) as [number, number, number];
      return counts;
    } finally {
      this.db.exec(`PRAGMA synchronous = ${this.synchronous}`);
    }
  }

  private beginHold(): void {
    if (this.hold) return;
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    this.hold = { over, end };
  }
}

function sync(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(descriptor, (error) => (error ? reject(error) : resolve()));
  });
}

function cut(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    ftruncate(descriptor, 0, (error) => (error ? reject(error) : resolve()));
  });
}
