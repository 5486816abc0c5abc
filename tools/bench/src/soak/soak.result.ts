import type { Machine } from '../lib/machine';
import { formatNumber, formatTable } from '../lib/table';
import { fitTrend, type Trend } from '../lib/trend';
import type { Used } from '../lib/usage.meter';
import type { SoakOptions } from './soak.options';
import type { SoakSample } from './soak.sampler';
import type { SoakTotals } from './soak.totals';

const SECONDS_PER_HOUR = 3_600;
const THOUSAND = 1_000;

/** The numbers of one run, as `dist/bench/soak.json` keeps them. */
export interface SoakResult {
  readonly at: string;
  readonly options: SoakOptions;
  readonly machine: Machine;
  readonly used: Used;
  readonly totals: SoakTotals;
  /** With nobody there: before the first reader, and after the last. */
  readonly before: SoakSample;
  readonly after: SoakSample;
  /** Streams by how they ended, as the API counts them. */
  readonly ended: Readonly<Record<string, number>>;
  readonly samples: readonly SoakSample[];
}

type Measure = Exclude<keyof SoakSample, 'at'>;
const ROWS: readonly (readonly [Measure, string])[] = [
  ['rssMiB', 'RSS, MiB'],
  ['heapMiB', 'heap used, MiB'],
  ['externalMiB', 'external, MiB'],
  ['files', 'open files'],
  ['handles', 'handles'],
  ['timers', 'timers'],
  ['streams', 'open streams'],
  ['delayP99Ms', 'event loop delay p99, ms'],
  ['delayMaxMs', 'event loop delay max, ms'],
];

/** What is wrong, one line each: memory is not among it, since it is the garbage collector's too. */
export function findFaults({ totals, before, after }: Pick<SoakResult, 'totals' | 'before' | 'after'>): string[] {
  const { lost, repeated } = totals;
  return [
    ...(lost + repeated > 0 ? [`${lost} events lost, ${repeated} repeated`] : []),
    ...leftOver('open files', before.files, after.files),
    ...leftOver('open streams', before.streams, after.streams),
  ];
}

/** The result as a table for people. */
export function describeSoak(result: SoakResult): string {
  const { samples, before, after, totals, used, ended } = result;
  const perThousand = (totals.connections / (used.elapsedMs / THOUSAND) || Number.NaN) / THOUSAND;
  const head = ['', 'before', '2nd fifth', 'last fifth', 'after', 'line / h', 'fifths / h', 'a 1,000 connections'];
  const rows = ROWS.map(([measure, title]) => {
    const { early, late, slope, growth } = trendOf(samples, measure);
    return [
      title,
      ...[before[measure], early, late, after[measure], slope * SECONDS_PER_HOUR, growth * SECONDS_PER_HOUR].map(
        formatNumber,
      ),
      formatNumber(slope / perThousand),
    ];
  });
  const of = (...[whole, parts]: [number, Record<string, number>]): string =>
    [String(whole), ...Object.entries(parts).map(([name, count]) => `${name} ${count}`)].join(', ');
  const { leftCleanly, leftByReset, leftInHandshake, resumed, stalled, drained, finished } = totals;
  const lines = [
    `connections ${of(totals.connections, { resumed, stalled })}`,
    `  left ${of(leftCleanly + leftByReset + leftInHandshake, { cleanly: leftCleanly, 'by reset': leftByReset, 'in the handshake': leftInHandshake })}`,
    `  ended by the API ${of(drained + finished, { 'at the end of their life': drained, finished })}`,
    `streams as the API counts them: ${of(sum(Object.values(ended)), ended)}`,
    `topics ${of(totals.topicsBegun, { ended: totals.topicsEnded })}; events appended ${totals.appended}`,
    `events at readers ${totals.events}, heartbeats ${totals.heartbeats}, gaps told ${totals.gapsTold}`,
    `lost ${totals.lost}, repeated ${totals.repeated}, not answered as expected ${totals.failed}`,
    `CPU in % of a core: API ${formatNumber(used.api?.cpuPercent)} (waited ${formatNumber(used.api?.waitedPercent)}), ` +
      `load ${formatNumber(used.loadCpuPercent)}, others ${formatNumber(used.othersCpuPercent)}`,
    ...totals.reasons.map((reason) => `  ${reason}`),
    ...findFaults(result).map((fault) => `WRONG: ${fault}`),
  ];
  return `${formatTable([head, ...rows])}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function trendOf(samples: readonly SoakSample[], measure: Measure): Trend {
  return fitTrend(
    samples.flatMap((sample) => {
      const value = sample[measure];
      return value === null ? [] : [{ at: sample.at, value }];
    }),
  );
}

function leftOver(what: string, before: number | null, after: number | null): string[] {
  return before !== null && after !== null && after > before ? [`${what}: ${before} before, ${after} after`] : [];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
