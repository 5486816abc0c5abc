import type { Machine } from './machine';
import type { Percentiles } from './percentiles';

/** The numbers of one run, as `dist/bench/generations.json` keeps them. */
export interface BenchResult {
  readonly at: string;
  readonly options: object;
  readonly machine: Machine;
  readonly delivered: {
    /** Generations at work on average, of those asked for. */
    readonly concurrent: number;
    readonly framesPerSecond: number;
    readonly tokensPerSecond: number;
    readonly tokensPerSecondOfOne: number;
  };
  readonly latency: {
    readonly firstTokenMs: Percentiles;
    readonly gapMs: Percentiles;
    /** The longest gap of each reader, over the readers: their 99th percentile is what the promise is about. */
    readonly worstGapMs: Percentiles;
    readonly deliveryMs: Percentiles;
    /** Readers with a gap beyond `NOTICED_MS`, and those too late to have one, in percent. */
    readonly noticedPercent: number;
    /** Readers whose stream came when the whole text was there already: no gap of theirs is anywhere above. */
    readonly tooLatePercent: number;
  };
  /** In the window. Shares are of one core, in percent; `null` where the machine does not tell. */
  readonly api: {
    readonly cpuMs: number;
    readonly cpuPercent: number;
    readonly cpuUsPerToken: number;
    /** How long its main thread was ready to run while another had its core, be it one of its own helper threads. */
    readonly waitedPercent: number;
    readonly rssMiB: number;
    readonly peakRssMiB: number;
  } | null;
  readonly load: { readonly cpuPercent: number | null; readonly loopDelayMs: Pick<Percentiles, 'p50' | 'p99' | 'max'> };
  /** CPU that neither the API nor the load used, in percent of one core. */
  readonly othersCpuPercent: number | null;
  readonly completeness: {
    readonly started: number;
    readonly completed: number;
    readonly compared: number;
    readonly different: number;
    readonly lost: number;
    readonly repeated: number;
    readonly broken: number;
    readonly failed: number;
    readonly reasons: readonly string[];
  };
}

/** A pause between frames that a person reading along may notice, in milliseconds: the bound of the promise. */
export const NOTICED_MS = 250;
/** The 99th percentile of the promise: of a hundred readers one may notice. */
const NOTICED_MAX_PERCENT = 1;

/** Whether an event was lost or repeated, or a reader did not get to the end. No time is looked at. */
export function isFaulty({ completeness: { different, lost, repeated, broken } }: BenchResult): boolean {
  return different + lost + repeated + broken > 0;
}

/** The result as a table for people. */
export function describeResult(result: BenchResult): string {
  const { machine, delivered, latency, api, load, completeness: done } = result;
  const spread = ({ p50, p99, max }: Pick<Percentiles, 'p50' | 'p99' | 'max'>): string =>
    `p50 ${ms(p50)}   p99 ${ms(p99)}   max ${ms(max)}`;
  const { pinned } = machine;
  const rows: [string, string][] = [
    ['cores', pinned ? `API pinned to ${pinned.api}, load to ${pinned.load.join(',')}` : 'not pinned: no taskset here'],
    ['generations at work', number(delivered.concurrent)],
    ['tokens generated', `${number(delivered.tokensPerSecond)} /s, ${number(delivered.tokensPerSecondOfOne)} /s each`],
    ['frames at readers', `${number(delivered.framesPerSecond)} /s`],
    ['time to first token', spread(latency.firstTokenMs)],
    ['gap between deltas', spread(latency.gapMs)],
    ['worst gap of a reader', spread(latency.worstGapMs)],
    ['readers that noticed', `${latency.noticedPercent.toFixed(2)} %, a gap beyond ${NOTICED_MS} ms or too late`],
    ['99 of 100 did not', latency.noticedPercent <= NOTICED_MAX_PERCENT ? 'yes' : 'no, in this run'],
    ['readers that came too late', `${latency.tooLatePercent.toFixed(2)} %`],
    ['tape to reader', spread(latency.deliveryMs)],
    ['API CPU', api ? `${number(api.cpuPercent)} % of a core, ${number(api.cpuUsPerToken)} µs a token` : 'not known'],
    ['API memory', api ? `${number(api.rssMiB)} MiB RSS, ${number(api.peakRssMiB)} MiB at most` : 'not known'],
    ['API waited for its core', api ? `${number(api.waitedPercent)} % of the time` : 'not known'],
    ['other processes', percentOfCore(result.othersCpuPercent)],
    ['load CPU', percentOfCore(load.cpuPercent)],
    ['load woke late by', spread(load.loopDelayMs)],
    ['generations', `${number(done.started)} started, ${number(done.completed)} followed to their end`],
    [
      'events',
      `${number(done.lost)} lost, ${number(done.repeated)} repeated; ${number(done.broken)} readers broken off`,
    ],
    ['failed requests', number(done.failed)],
    ['final texts', `${number(done.compared)} compared, ${number(done.different)} different`],
    ...done.reasons.map((reason): [string, string] => ['', reason]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join('');
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value.toFixed(1).padStart(7)} ms`;
const percentOfCore = (value: number | null): string => (value === null ? 'not known' : `${number(value)} % of a core`);
