import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Who runs where. */
export interface Cores {
  /** The one core of the API, all its threads included. */
  readonly api: number;
  /** Those of the load; the API's own when the machine allows no other. */
  readonly load: readonly number[];
}

/**
 * Gives the API a core of its own and moves this process to the others. `undefined` where that cannot be done, which is
 * anywhere but on Linux with `taskset`.
 */
export function claimCores(): Cores | undefined {
  const [api, ...others] = allowedCores();
  if (api === undefined) return undefined;
  const load = others.length > 0 ? others : [api];
  const moved = spawnSync('taskset', ['-acp', load.join(','), String(process.pid)], { stdio: 'ignore' });
  return moved.status === 0 ? { api, load } : undefined;
}

function allowedCores(): number[] {
  if (process.platform !== 'linux') return [];
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return parseCoreList(list);
}

/** Reads the kernel's way to write a set of cores, `0-3,8`. */
export function parseCoreList(list: string): number[] {
  return list
    .split(',')
    .filter(Boolean)
    .flatMap((range) => {
      const [first = Number.NaN, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
}
