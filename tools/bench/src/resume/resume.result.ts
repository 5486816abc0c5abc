import { OURS } from '../lib/contenders';
import { medianOf } from '../lib/rounds';
import { formatNumber, formatTable } from '../lib/table';
import type { Used } from '../lib/usage.meter';
import type { ReadersResume, ReadersTotals } from '../readers/readers.messages';

/** One storm. */
export interface ResumeSample extends ReadersResume {
  readonly used: Used;
  /** Pages read from the store while one reader came back, and while all did; `null` where the server does not count them. */
  readonly oneReads: number | null;
  readonly allReads: number | null;
  readonly totals: ReadersTotals;
}

export interface ResumeMeasured {
  readonly name: string;
  readonly samples: readonly ResumeSample[];
}

/** Whether ours lost or repeated an event. Others promise nothing: what their readers lose is told, and no failure. */
export function isFaulty(measured: readonly ResumeMeasured[]): boolean {
  return measured.some(({ name, samples }) =>
    samples.some(({ totals: { lost, repeated, broken } }) => broken + (name === OURS ? lost + repeated : 0) > 0),
  );
}

/** The result as a table for people: a column for each contender. */
export function describeResume(measured: readonly ResumeMeasured[], readers: number): string {
  const row = (title: string, pick: (sample: ResumeSample) => number | null): string[] => [
    title,
    ...measured.map(({ samples }) => formatNumber(medianOf(samples.map(pick)))),
  ];
  const sum = (title: string, pick: (totals: ReadersTotals) => number): string[] => [
    title,
    ...measured.map(({ samples }) => String(samples.reduce((all, { totals }) => all + pick(totals), 0))),
  ];
  const rows = [
    ['', ...measured.map(({ name }) => name)],
    row('from the cut until all are back, ms', ({ allAtTailMs }) => allAtTailMs),
    row('from connecting to being back, p50 ms', ({ atTailMs }) => atTailMs.p50),
    row('from connecting to being back, p99 ms', ({ atTailMs }) => atTailMs.p99),
    row('server CPU meanwhile, ms', ({ used }) => used.api?.cpuMs ?? null),
    row('a reader, µs', ({ used }) => (used.api ? (used.api.cpuMs * 1_000) / readers : null)),
    row('pages read from the store, one reader', ({ oneReads }) => oneReads),
    row('pages read from the store, all readers', ({ allReads }) => allReads),
    sum('events lost', ({ lost }) => lost),
    sum('events repeated', ({ repeated }) => repeated),
    sum('connections broken otherwise', ({ broken }) => broken),
    row('server CPU, % of a core', ({ used }) => used.api?.cpuPercent ?? null),
    row('server waited, %', ({ used }) => used.api?.waitedPercent ?? null),
    row('load CPU, %', ({ used }) => used.loadCpuPercent),
    row('others, %', ({ used }) => used.othersCpuPercent),
  ];
  const reasons = measured.flatMap(({ name, samples }) =>
    samples.flatMap(({ totals }) => totals.reasons.map((reason) => `  ${name}: ${reason}\n`)),
  );
  return formatTable(rows) + reasons.join('');
}
