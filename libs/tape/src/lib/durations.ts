/** Upper bounds of the buckets that durations are counted in, in milliseconds; a last bucket has what is longer. */
export const DURATION_BOUNDS_MS: readonly number[] = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000];

/** How long things took, counted in buckets: a few comparisons and two additions each, and nothing is kept of them. */
export class Durations {
  /** By bucket: those of the first bound, of the next, and so on; the last has no bound. */
  readonly counts: number[] = new Array<number>(DURATION_BOUNDS_MS.length + 1).fill(0);
  /** All of them together, in milliseconds. */
  sumMs = 0;

  /** Counts one. Less than nothing, of a clock that was set back, counts as nothing. */
  record(ms: number): void {
    let bucket = 0;
    while (ms > (DURATION_BOUNDS_MS[bucket] ?? Infinity)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    if (ms > 0) this.sumMs += ms;
  }
}
