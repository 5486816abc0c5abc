import { readFileSync } from 'node:fs';

/** Below this soft limit a server of streams is likely to run out of files before it runs out of anything else. */
const ENOUGH_FILES = 10_240;
/** What the process opens beside its readers: the store, the sockets that listen, the event loop, requests. */
const OWN_FILES = 100;

/** The soft limit of open files in the text of `/proc/<pid>/limits`; `undefined` when there is none. */
export function readOpenFilesLimit(limits: string): number | undefined {
  const soft = /^Max open files +(\d+) /m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
}

/** One line for a process that may open too few files for many readers; `undefined` when it may open enough. */
export function warnOfOpenFiles(limit: number | undefined): string | undefined {
  if (limit === undefined || limit >= ENOUGH_FILES) return undefined;
  const readers = Math.max(0, limit - OWN_FILES);
  return (
    `This process may open ${limit} files, which allows about ${readers} readers at once: ` +
    'raise the limit with `ulimit -n 65536`, or LimitNOFILE=65536 in a systemd unit.'
  );
}

/** The soft limit of this process. Known on Linux alone. */
export function openFilesLimit(): number | undefined {
  try {
    return readOpenFilesLimit(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return undefined;
  }
}
