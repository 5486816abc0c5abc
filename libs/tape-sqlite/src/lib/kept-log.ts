import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';

/**
 * A log that must not be lost gets another name, since SQLite removes its log when its process ends in good order. What
 * SQLite takes for copied may not be in the file: see `WriteAheadLog.broken`.
 */
const kept = (file: string): string => `${file}-wal-kept`;

export function keepLog(file: string): void {
  renameSync(`${file}-wal`, kept(file));
}

/** Gives SQLite a kept log to recover from. Its other name stays: the process that kept it may be there still. */
export function restoreLog(file: string): void {
  if (existsSync(kept(file)) && !existsSync(`${file}-wal`)) linkSync(kept(file), `${file}-wal`);
}

/** To be called when SQLite has opened the log. */
export function forgetKeptLog(file: string): void {
  rmSync(kept(file), { force: true });
}
