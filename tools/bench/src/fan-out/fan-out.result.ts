import type { Machine } from '../lib/machine';
import { NODE_HTTP, PLAIN_NEST } from '../lib/contenders';
import { medianOf, ratioOf } from '../lib/rounds';
import { formatNumber, formatTable } from '../lib/table';
import type { FanOutOptions } from './fan-out.options';
import type { FanOutSample, FanOutTotals } from './fan-out.visit';

export type FanOutRound = FanOutSample & { readonly totals: FanOutTotals };

export interface Measured {
  readonly name: string;
  readonly samples: readonly FanOutRound[];
}

/** The numbers of one run, as `dist/bench/fan-out.json` keeps them. */
export interface FanOutResult {
  readonly at: string;
  readonly options: FanOutOptions;
  readonly machine: Machine;
  readonly contenders: readonly (Medians & Measured)[];
}

/** Medians over the rounds. */
export interface Medians {
  readonly cpuUsPerDelivery: number | null;
  readonly ratioToNodeHttp: number | null;
  readonly ratioToPlainNest: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly deliveriesPerSecond: number | null;
  readonly rssMiB: number | null;
  readonly grownMiB: number | null;
}

export function summarise(measured: readonly Measured[]): (Medians & Measured)[] {
  const cpuOf = (name: string): number | null =>
    medianOf(measured.find((one) => one.name === name)?.samples.map((sample) => sample.cpuUsPerDelivery) ?? []);
  return measured.map(({ name, samples }) => {
    const median = (pick: (sample: FanOutRound) => number | null): number | null => medianOf(samples.map(pick));
    const cpu = cpuOf(name);
    return {
      name,
      cpuUsPerDelivery: cpu,
      ratioToNodeHttp: ratioOf(cpu, cpuOf(NODE_HTTP)),
      ratioToPlainNest: ratioOf(cpu, cpuOf(PLAIN_NEST)),
      p50Ms: median(({ latencyMs }) => latencyMs.p50),
      p99Ms: median(({ latencyMs }) => latencyMs.p99),
      deliveriesPerSecond: median((sample) => sample.deliveriesPerSecond),
      rssMiB: median(({ used }) => used.api?.rssMiB ?? null),
      grownMiB: median(({ totals }) => totals.grownMiB),
      samples,
    };
  });
}

/** Whether an event was lost or repeated at some reader. No time is looked at. */
export function isFaulty(measured: readonly Measured[]): boolean {
  return measured.some(({ samples }) =>
    samples.some(({ totals: { lost, repeated, broken } }) => lost + repeated + broken > 0),
  );
}

/** The result as a table for people. */
export function describeFanOut(contenders: readonly (Medians & Measured)[]): string {
  const head = [
    '',
    'CPU µs',
    '/node-http',
    '/plain-nest',
    'p50 ms',
    'p99 ms',
    'per s',
    'RSS MiB',
    'grown',
    'lost',
    'again',
    'server %',
    'waited %',
    'load %',
    'others %',
  ];
  const rows = contenders.map((one) => {
    const total = (pick: (totals: FanOutTotals) => number): string =>
      String(one.samples.reduce((sum, { totals }) => sum + pick(totals), 0));
    const share = (pick: (sample: FanOutRound) => number | null | undefined): string =>
      formatNumber(medianOf(one.samples.map((sample) => pick(sample) ?? null)));
    return [
      one.name,
      ...[one.cpuUsPerDelivery, one.ratioToNodeHttp, one.ratioToPlainNest, one.p50Ms, one.p99Ms].map(formatNumber),
      ...[one.deliveriesPerSecond, one.rssMiB, one.grownMiB].map(formatNumber),
      total(({ lost, broken }) => lost + broken),
      total(({ repeated }) => repeated),
      share(({ used }) => used.api?.cpuPercent),
      share(({ used }) => used.api?.waitedPercent),
      share(({ used }) => used.loadCpuPercent),
      share(({ used }) => used.othersCpuPercent),
    ];
  });
  const reasons = contenders.flatMap(({ name, samples }) =>
    samples.flatMap(({ totals }) => totals.reasons.map((reason) => `  ${name}: ${reason}\n`)),
  );
  return formatTable([head, ...rows]) + reasons.join('');
}
