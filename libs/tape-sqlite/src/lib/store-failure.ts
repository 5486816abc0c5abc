import { TapeError } from '@tickertape/tape';

/** What the driver says of itself; `undefined` for errors that are not its own. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const DAMAGED = 'the file is damaged: stop, keep a copy, and restore the last good one';

/** The mend for each failure that has one, by how the driver's code begins. */
const MENDS: readonly (readonly [code: string, mend: string])[] = [
  ['SQLITE_FULL', 'the disk or the size allowed by maxBytes is full: make room, or trim topics'],
  ['SQLITE_READONLY', 'the file cannot be written: check who owns it'],
  ['SQLITE_CORRUPT', DAMAGED],
  ['SQLITE_NOTADB', DAMAGED],
  ['SQLITE_IOERR', 'the disk fails: look into the log of the operating system'],
];

/** A failure of the medium. A `TapeError` passes as it is. */
export function storeFailure(path: string, error: unknown): TapeError {
  if (error instanceof TapeError) return error;
  const code = sqliteCode(error);
  const mend = MENDS.find(([prefix]) => code?.startsWith(prefix))?.[1] ?? String(error);
  return new TapeError('store_failed', `${path}: ${mend}`, { path, sqlite: code }, { cause: error });
}
