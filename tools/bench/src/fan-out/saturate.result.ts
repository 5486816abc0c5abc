import { PLAIN_NEST } from '../lib/contenders';
import type { Cores } from '../lib/cores';
import { medianOf, ratioOf } from '../lib/rounds';
import type { Trial } from '../lib/search';
import { formatNumber, formatTable } from '../lib/table';
import type { FanOutRound } from './fan-out.result';
import type { FanOutSample } from './fan-out.visit';

/** The load has two threads that work, one that publishes and one that reads. */
const LOAD_THREADS = 2;
/** Beyond this share of what it can have, in percent, the load is what limits. */
const AT_ITS_LIMIT = 90;

/**
 * Beyond this, in percent of a core, a pause may be of others on the machine. For how long a server waited does not tell: ours
 * waits for its own helper threads, which have the same core.
 */
const NOISY_OTHERS = 25;

/** Why a contender did not go beyond its number: only where it was the server itself is it the most that it can do. */
export type LimitedBy = 'server' | 'load' | 'noise';

/** The highest rate at which a contender kept up, and what was measured there. */
export interface Saturation extends FanOutRound {
  readonly limitedBy: LimitedBy;
  readonly trials: readonly Trial[];
}

export interface SaturationOfOne {
  readonly name: string;
  readonly deliveriesPerSecond: number | null;
  readonly ratioToPlainNest: number | null;
  /** Of the rounds; unless all say `server`, the number is a lower bound. */
  readonly limitedBy: readonly LimitedBy[];
  readonly samples: readonly Saturation[];
}

/** Whether the load had no CPU left: that of the cores it may use, or of its one thread that reads. */
export function isLoadBound({ used, busyPercent }: FanOutSample, cores: Cores | undefined): boolean {
  const most = Math.min(LOAD_THREADS, cores?.load.length ?? LOAD_THREADS) * 100;
  return busyPercent >= AT_ITS_LIMIT || (used.loadCpuPercent ?? 0) >= (most * AT_ITS_LIMIT) / 100;
}

/** Whether others may have made a step fail. */
export function isNoisy({ used }: FanOutSample): boolean {
  return (used.othersCpuPercent ?? 0) >= NOISY_OTHERS;
}

/** Why a step failed. */
export function limitOf(sample: FanOutSample, cores: Cores | undefined): LimitedBy {
  return isLoadBound(sample, cores) ? 'load' : isNoisy(sample) ? 'noise' : 'server';
}

/** Medians over the rounds. */
export function summariseSaturation(
  measured: readonly { readonly name: string; readonly samples: readonly Saturation[] }[],
): SaturationOfOne[] {
  const mostOf = (samples: readonly Saturation[] = []): number | null =>
    medianOf(samples.map(({ deliveriesPerSecond }) => deliveriesPerSecond));
  const plainNest = mostOf(measured.find(({ name }) => name === PLAIN_NEST)?.samples);
  return measured.map(({ name, samples }) => ({
    name,
    deliveriesPerSecond: mostOf(samples),
    ratioToPlainNest: ratioOf(mostOf(samples), plainNest),
    limitedBy: [...new Set(samples.map(({ limitedBy }) => limitedBy))],
    samples,
  }));
}

/** The result as a table for people. */
export function describeSaturation(contenders: readonly SaturationOfOne[]): string {
  const rows = contenders.map(({ name, deliveriesPerSecond, ratioToPlainNest, limitedBy, samples }) => {
    const median = (pick: (sample: Saturation) => number | null | undefined): string =>
      formatNumber(medianOf(samples.map((sample) => pick(sample) ?? null)));
    const bound = (text: string): string => (limitedBy.some((by) => by !== 'server') ? `≥ ${text}` : text);
    const total = (pick: (sample: Saturation) => number): string =>
      String(samples.reduce((sum, sample) => sum + pick(sample), 0));
    return [
      name,
      bound(formatNumber(deliveriesPerSecond)),
      formatNumber(ratioToPlainNest),
      limitedBy.join(', '),
      median(({ latencyMs }) => latencyMs.p50),
      median(({ latencyMs }) => latencyMs.p99),
      median(({ cpuUsPerDelivery }) => cpuUsPerDelivery),
      median(({ eventsPerRead }) => eventsPerRead),
      total(({ totals }) => totals.lost + totals.broken),
      total(({ totals }) => totals.repeated),
      median(({ used }) => used.api?.cpuPercent),
      median(({ used }) => used.loadCpuPercent),
      median(({ busyPercent }) => busyPercent),
      median(({ used }) => used.othersCpuPercent),
    ];
  });
  const head = ['', 'most per s', '/plain-nest', 'limited by', 'p50 ms', 'p99 ms', 'CPU µs', 'a read', 'lost', 'again'];
  return formatTable([[...head, 'server %', 'load %', 'readers busy %', 'others %'], ...rows]);
}
