/** A value at a moment; the unit of time is up to who asks. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * How a value goes on: a line through it, and what it was early and late. The first fifth is the start of everything and is
 * left out of both. All fields are 0 of fewer than two points.
 */
export interface Trend {
  /** Of the line with the least squares, per unit of time. */
  readonly slope: number;
  /** Medians of the second and of the last fifth. */
  readonly early: number;
  readonly late: number;
  /** `late` less `early`, per unit of time: unlike the line it does not follow a few outliers. */
  readonly growth: number;
}

const FIFTHS = 5;

export function fitTrend(points: readonly Point[]): Trend {
  if (points.length < 2) return { slope: 0, early: 0, late: 0, growth: 0 };
  const early = fifth(points, 1);
  const late = fifth(points, FIFTHS - 1);
  const apart = late.at - early.at;
  return {
    slope: slopeOf(points.slice(Math.floor(points.length / FIFTHS))),
    early: early.value,
    late: late.value,
    growth: apart > 0 ? (late.value - early.value) / apart : 0,
  };
}

function slopeOf(points: readonly Point[]): number {
  const meanAt = meanOf(points.map(({ at }) => at));
  const meanValue = meanOf(points.map(({ value }) => value));
  const spread = points.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const together = points.reduce((sum, { at, value }) => sum + (at - meanAt) * (value - meanValue), 0);
  return spread > 0 ? together / spread : 0;
}

/** A point in the middle of one fifth of the points, counted from 0: where there are few, of the nearest ones. */
function fifth(points: readonly Point[], index: number): Point {
  const from = Math.min(points.length - 1, Math.floor((index * points.length) / FIFTHS));
  const some = points.slice(from, Math.max(from + 1, Math.floor(((index + 1) * points.length) / FIFTHS)));
  const values = some.map(({ value }) => value).sort((a, b) => a - b);
  return { at: meanOf(some.map(({ at }) => at)), value: values[Math.ceil(values.length / 2) - 1] ?? 0 };
}

const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
