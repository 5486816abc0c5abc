/** How much there was at a time. */
export interface Sample {
  readonly atMs: number;
  readonly amount: number;
}

/** Long enough for a calm number, short enough to follow a change of pace. */
export const RATE_WINDOW_MS = 3_000;

/** The samples with a new one, without those that have left the window; the newest that has left stays as its edge. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const edge = samples.findLastIndex(({ atMs }) => atMs <= sample.atMs - RATE_WINDOW_MS);
  return [...samples.slice(Math.max(0, edge)), sample];
}

/** So much a second, over the window; 0 until there is something to compare. */
export function ratePerSecond(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMs <= first.atMs) return 0;
  return ((last.amount - first.amount) * 1_000) / (last.atMs - first.atMs);
}
