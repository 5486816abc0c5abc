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
  // A disk that is full is SQLITE_FULL. What is left are limits of the system, and disks that fail.
  [
    'SQLITE_IOERR_WRITE',
    'the operating system refuses to write: look for a quota, a limit of file sizes (ulimit -f), and into its log',
  ],
  ['SQLITE_IOERR', 'the disk fails: look into the log of the operating system'],
];

/** A failure of the medium. A `TapeError` passes as it is. */
export function storeFailure(path: string, error: unknown): TapeError {
  if (error instanceof TapeError) return error;
  const code = sqliteCode(error);
  // What is stored is JSON: where it cannot be parsed, the damage hit the text and not the pages that SQLite looks after.
  const known = error instanceof SyntaxError ? DAMAGED : MENDS.find(([prefix]) => code?.startsWith(prefix))?.[1];
  const mend = known ?? String(error);
  return new TapeError('store_failed', `${path}: ${mend}`, { path, sqlite: code }, { cause: error });
}
