import { readdirSync, readFileSync } from 'node:fs';
import type { Api } from './api.process';
import { eventually } from './eventually';
import { preload } from './preload';

/** Open files, sockets and pipes of the process, as the kernel counts them. */
export function openDescriptors({ pid }: Pick<Api, 'pid'>): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The ports of the clients whose connections the process has not let go of, whatever its clients think (man 5 proc, `net/tcp`). */
export function connectedPorts({ port }: Pick<Api, 'port'>): number[] {
  const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
  return rows.flatMap((row) => {
    const [, local = '', remote = '', state, , , , , , inode] = row.trim().split(/\s+/);
    const [localPort, remotePort] = [local, remote].map((address) => Number.parseInt(address.split(':')[1] ?? '', 16));
    // What has no inode belongs to no process any more: the kernel only says goodbye.
    return localPort === port && state !== LISTENING && inode !== '0' ? [remotePort ?? Number.NaN] : [];
  });
}

const LISTENING = '0A';

/** Waits until the process has as many descriptors as before. */
export async function descriptorsAre(api: Api, count: number): Promise<void> {
  await eventually(
    () => `${count} descriptors are open; they are ${openDescriptors(api)}`,
    () => openDescriptors(api) === count,
  );
}

/** What a process that was started with `TELLING` says of itself. */
export interface Resources {
  /** What keeps it running, by kind: how many timers, sockets and so on. */
  readonly active: Readonly<Record<string, number>>;
  /** What is left after the garbage was collected. */
  readonly heapBytes: number;
}

/** `NODE_OPTIONS` of a process that tells its resources at SIGUSR2. */
export const TELLING = preload(`
  import { setFlagsFromString } from 'node:v8';
  import { runInNewContext } from 'node:vm';
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    gc();
    const active = {};
    for (const kind of process.getActiveResourcesInfo()) active[kind] = (active[kind] ?? 0) + 1;
    process.stderr.write('resources ' + JSON.stringify({ active, heapBytes: process.memoryUsage().heapUsed }) + '\\n');
  });`);

const TOLD = /^resources (.*)\n/gm;

/** Asks a process that was started with `TELLING`. */
export async function resourcesOf(api: Api): Promise<Resources> {
  const told = () => [...api.stderr.matchAll(TOLD)].map(([, json = '']) => JSON.parse(json) as Resources);
  const before = told().length;
  process.kill(api.pid, 'SIGUSR2');
  await eventually(
    () => 'the process tells its resources',
    () => told().length > before,
  );
  return told()[before] as Resources;
}

/** What the process has written to stderr on its own account. */
export function complaintsOf(api: Api): string {
  return api.stderr.replaceAll(TOLD, '');
}
