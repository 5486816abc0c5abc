/** How numbers are spread; all fields are 0 of none. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The nearest-rank percentiles: each is a number that was measured, the smallest that at least so many percent do not
 * exceed. Nothing is averaged or interpolated, so a rare long pause is not smoothed away.
 */
export function percentilesOf(numbers: readonly number[]): Percentiles {
  const sorted = Float64Array.from(numbers).sort();
  const at = (percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
  return { count: sorted.length, p50: at(50), p99: at(99), max: at(100) };
}

/** How many of the numbers lie beyond a limit, in percent; 0 of none. */
export function percentOver(numbers: readonly number[], limit: number): number {
  return numbers.length === 0 ? 0 : (numbers.filter((one) => one > limit).length / numbers.length) * 100;
}
