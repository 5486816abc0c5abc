import type { Percentiles } from '../lib/percentiles';
import { medianOf, ratioOf } from '../lib/rounds';
import { formatNumber, formatTable } from '../lib/table';
import type { Chart, ChartMeasure } from './chart';
import type { PollingVsPushOptions } from './polling-vs-push.options';
import type { WaySample } from './way';

export interface Measured {
  readonly name: string;
  readonly samples: readonly WaySample[];
}

/** One line of the table. */
interface Measure {
  readonly name: string;
  /** Its name and unit in the chart; absent when it is not in there. */
  readonly chart?: readonly [name: string, unit: string];
  of(sample: WaySample, users: number): number | null;
}

const MIB = 1_048_576;
const S_PER_MINUTE = 60;
const perMinute = (count: number, { seconds }: WaySample): number => (count / seconds) * S_PER_MINUTE;
const cpuMs = ({ used }: WaySample): number | null => used.api?.cpuMs ?? null;

const MEASURES: readonly Measure[] = [
  { name: 'requests a minute', chart: ['requests a minute', ''], of: (one) => perMinute(one.counts.requests, one) },
  { name: 'polls left out, a minute', of: (one) => perMinute(one.counts.late, one) },
  { name: 'requests or streams that failed, a minute', of: (one) => perMinute(one.counts.failed, one) },
  { name: 'a poll is answered after, p50 ms', of: ({ answerMs }) => known(answerMs, 'p50') },
  { name: 'a poll is answered after, p99 ms', of: ({ answerMs }) => known(answerMs, 'p99') },
  { name: 'answers or events with news, a minute', of: (one) => perMinute(one.counts.changed, one) },
  { name: 'answers without news, a minute', of: (one) => perMinute(one.counts.unchanged, one) },
  {
    name: 'bytes up, MiB a minute',
    chart: ['bytes up a minute', 'MiB'],
    of: (one) => perMinute(one.bytes.up, one) / MIB,
  },
  {
    name: 'bytes down, MiB a minute',
    chart: ['bytes down a minute', 'MiB'],
    of: (one) => perMinute(one.bytes.down, one) / MIB,
  },
  {
    name: 'server CPU, % of a core',
    chart: ['server CPU', '% of a core'],
    of: ({ used }) => used.api?.cpuPercent ?? null,
  },
  {
    name: 'server CPU a user, ms a minute',
    of: (one, users) => {
      const ms = cpuMs(one);
      return ms === null ? null : perMinute(ms, one) / users;
    },
  },
  { name: 'server memory, MiB', chart: ['server memory', 'MiB'], of: ({ used }) => used.api?.rssMiB ?? null },
  {
    name: 'a view is stale for, p50 ms',
    chart: ['how stale a view is, p50', 'ms'],
    of: ({ staleMs }) => known(staleMs, 'p50'),
  },
  {
    name: 'a view is stale for, p99 ms',
    chart: ['how stale a view is, p99', 'ms'],
    of: ({ staleMs }) => known(staleMs, 'p99'),
  },
  { name: 'updates measured', of: ({ staleMs }) => staleMs.count },
  { name: 'updates never known', of: ({ unknown }) => unknown },
  { name: 'server waited for its core, %', of: ({ used }) => used.api?.waitedPercent ?? null },
  { name: 'load CPU, %', of: ({ used }) => used.loadCpuPercent },
  { name: 'others CPU, %', of: ({ used }) => used.othersCpuPercent },
];

/** None is none, and not nearly none. */
function show(value: number | null | undefined): string {
  return value === 0 ? '0' : formatNumber(value);
}

function known({ count, ...times }: Percentiles, which: 'p50' | 'p99'): number | null {
  return count === 0 ? null : times[which];
}

/** Whether an update was never known to a stream, which is a loss. A poll that is late is a result. */
export function isFaulty(streams: Measured | undefined): boolean {
  return streams?.samples.some(({ unknown, counts }) => unknown + counts.failed > 0) ?? true;
}

const medianOver = ({ samples }: Measured, { of }: Measure, users: number): number | null =>
  medianOf(samples.map((sample) => of(sample, users)));

/** The numbers by name, of each way: medians over the rounds. */
export function summarise(measured: readonly Measured[], users: number): readonly object[] {
  return measured.map((one) => ({
    name: one.name,
    medians: Object.fromEntries(MEASURES.map((measure) => [measure.name, medianOver(one, measure, users)])),
    samples: one.samples,
  }));
}

/** The result as a table for people; `times` is the first way's number by the second one's. */
export function describeWays(ways: readonly Measured[], users: number): string {
  const rows = MEASURES.map((measure) => {
    const medians = ways.map((way) => medianOver(way, measure, users));
    const [first = null, second] = medians;
    return [measure.name, ...[...medians, ratioOf(first, second)].map(show)];
  });
  const reasons = ways.flatMap(({ name, samples }) =>
    samples.flatMap((sample) => sample.reasons.map((reason) => `  ${name}: ${reason}\n`)),
  );
  const overloaded = ways
    .filter(({ samples }) => samples.some(({ counts }) => counts.late > 0))
    .map(
      ({ name }) =>
        `  ${name}: the server could not keep up; polls were left out, so this round shows a collapse, not a cost\n`,
    );
  const table = formatTable([['', ...ways.map(({ name }) => name), 'times'], ...rows]);
  return [table, ...overloaded, ...reasons].join('');
}

/** The same for the README: polling and streams alone. */
export function chartOf(ways: readonly Measured[], { users, every, updateEvery }: PollingVsPushOptions): Chart {
  const measures = MEASURES.flatMap((measure): ChartMeasure[] => {
    if (!measure.chart) return [];
    const [name, unit] = measure.chart;
    const bars = ways.map((way) => {
      const value = medianOver(way, measure, users);
      return { value: value ?? 0, text: value === null ? 'not known' : `${show(value)} ${unit}`.trim() };
    });
    return [{ name, bars }];
  });
  const people = users.toLocaleString('en');
  return {
    title: `${people} users follow their orders`,
    subtitle: `Each order is updated every ${updateEvery} s. One server on one core, everything durable.`,
    series: [`polling every ${every} s`, `${people} open streams`],
    measures,
  };
}
