import { readFileSync } from 'node:fs';

/** What a process has used since its start. */
export interface ProcessUsage {
  /** CPU time of all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** How long its main thread was ready to run and another had the core, in milliseconds: the noise of the machine. */
  readonly waitedMs: number;
  readonly rssBytes: number;
  /** The most memory that it had at any time. */
  readonly peakRssBytes: number;
}

/** The kernel counts CPU time for user space in hundredths of a second, on every architecture that Node runs on. */
const TICK_MS = 10;
/** Of the fields of `/proc/<pid>/stat` behind the name of the process (proc(5)). */
const UTIME_FIELD = 11;
const STIME_FIELD = 12;
/** Of the numbers of the line `cpu` of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal. */
const IDLE_FIELDS: readonly number[] = [3, 4];
/** Time of guests is in that of the user already. */
const GUEST_FIELD = 8;

/** Reads what the kernel knows of a process; `undefined` where there is no `/proc`. */
export function readUsage(pid: number): ProcessUsage | undefined {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the process may have spaces and parentheses in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [, waitedNs = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
  return {
    cpuMs: (Number(fields[UTIME_FIELD]) + Number(fields[STIME_FIELD])) * TICK_MS,
    waitedMs: Number(waitedNs) / 1e6,
    rssBytes: bytes('VmRSS'),
    peakRssBytes: bytes('VmHWM'),
  };
}

/** CPU time of the whole machine since its start, in milliseconds; `undefined` where there is no `/proc`. */
export function readMachineCpuMs(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const numbers = /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ').map(Number) ?? [];
  const busy = numbers.filter((_, field) => field < GUEST_FIELD && !IDLE_FIELDS.includes(field));
  return busy.reduce((sum, ticks) => sum + ticks, 0) * TICK_MS;
}
