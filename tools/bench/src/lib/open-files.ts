import { spawnSync } from 'node:child_process';
import { UsageError } from './arguments';

/** What a process has open beside its readers. */
const OTHERS = 100;

/**
 * Makes sure that this process and those that it starts may open so many connections. Node raises its limit to the most
 * that is allowed when it starts; more only the machine's owner can give. Throws a `UsageError` when it is not enough.
 */
export function requireOpenFiles(connections: number): void {
  const asked = spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const allowed = /^\d+$/.test(asked) ? Number(asked) : Infinity;
  if (connections + OTHERS <= allowed) return;
  throw new UsageError(
    `${connections} readers need more open files than this machine allows: ${allowed}, see ulimit -Hn`,
  );
}
