import type { Faults } from '../lib/continuity';
import { medianOf, ratioOf } from '../lib/rounds';
import { formatNumber, formatTable } from '../lib/table';
import type { FanOutSample, FanOutTotals } from './fan-out.visit';

const MIB = 1_048_576;

/** One run, all about those who read and are not aside, unless it says otherwise. */
export interface StalledRound extends FanOutSample {
  /** Events that were published in the window. */
  readonly events: number;
  /** Memory after the window beyond that before it; `null` where the machine does not tell. */
  readonly grownBytes: number | null;
  /** Readers behind a full socket at the end of the window, as the API says. */
  readonly parked: number;
  readonly totals: FanOutTotals;
  readonly aside: Faults & { readonly broken: number };
}

export interface StalledMeasured {
  readonly name: string;
  readonly samples: readonly StalledRound[];
}

/** Whether an event was lost or repeated, or a reader cut. No time is looked at. */
export function isFaulty(measured: readonly StalledMeasured[]): boolean {
  return measured.some(({ samples }) => samples.some((sample) => faultsOf(sample).some((count) => count > 0)));
}

/** The result as a table for people. */
export function describeStalled(measured: readonly StalledMeasured[]): string {
  const head = ['', 'p50 ms', 'p99 ms', 'times', 'CPU µs', 'events', 'grown MiB', 'parked', 'lost', 'again'];
  const p99Of = (one: StalledMeasured | undefined) =>
    medianOf(one?.samples.map(({ latencyMs }) => latencyMs.p99) ?? []);
  const rows = measured.map((one) => {
    const median = (pick: (sample: StalledRound) => number | null | undefined): string =>
      formatNumber(medianOf(one.samples.map((sample) => pick(sample) ?? null)));
    const total = (...which: number[]): string =>
      String(
        one.samples.reduce((sum, sample) => sum + which.reduce((all, i) => all + (faultsOf(sample)[i] ?? 0), 0), 0),
      );
    return [
      one.name,
      median(({ latencyMs }) => latencyMs.p50),
      formatNumber(p99Of(one)),
      formatNumber(ratioOf(p99Of(one), p99Of(measured[0]))),
      median(({ cpuUsPerDelivery }) => cpuUsPerDelivery),
      String(medianOf(one.samples.map(({ events }) => events))),
      median(({ grownBytes }) => grownBytes && grownBytes / MIB),
      String(medianOf(one.samples.map(({ parked }) => parked))),
      total(0, 2),
      total(1),
      median(({ used }) => used.api?.cpuPercent),
      median(({ used }) => used.api?.waitedPercent),
      median(({ used }) => used.loadCpuPercent),
      median(({ used }) => used.othersCpuPercent),
    ];
  });
  return formatTable([[...head, 'server %', 'waited %', 'load %', 'others %'], ...rows]);
}

/** Lost, repeated and broken, of the measured and of those aside. */
function faultsOf({ totals, aside }: StalledRound): readonly number[] {
  return [totals.lost + aside.lost, totals.repeated + aside.repeated, totals.broken + aside.broken];
}
