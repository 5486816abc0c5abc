import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { TapeError } from '@tickertape/tape';

/** "tape" in ASCII, in the header of the file: tells a tape from the database of another program. */
export const APPLICATION_ID = 0x74617065;

// The database header: https://www.sqlite.org/fileformat.html, 1.3.
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_OFFSET = 68;
const HEADER_BYTES = 100;

/**
 * Throws `store_failed` for a file that has something in it and is not a tape. Read without SQLite, which writes into what it
 * opens: a short file that is something else is an empty database to it.
 */
export function assertTapeHeader(file: string): void {
  if (!existsSync(file)) return;
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  let length: number;
  try {
    length = readSync(descriptor, header);
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) return;
  if (length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new TapeError('store_failed', `${file} is not a tape: move it away or name another file`, { path: file });
  }
  if (header.readUInt32BE(APPLICATION_ID_OFFSET) !== APPLICATION_ID) {
    throw new TapeError('store_failed', `${file} is the database of another program: name another file`, {
      path: file,
    });
  }
}
