/** What was tried, and whether it went well. */
export interface Trial {
  readonly rate: number;
  readonly passed: boolean;
}

export interface SearchOptions {
  /** Where it begins. */
  readonly from: number;
  /** Nothing below it is tried. */
  readonly least: number;
  /** The factor of a step up, as long as nothing has failed; down as much, as long as nothing has passed. */
  readonly factor: number;
  /** The factor by which the answer may be off: bisection ends there. */
  readonly precision: number;
}

/** The most that passed; `undefined` when nothing did. */
export function bestOf(trials: readonly Trial[]): number | undefined {
  const passed = trials.filter((trial) => trial.passed).map(({ rate }) => rate);
  return passed.length > 0 ? Math.max(...passed) : undefined;
}

/**
 * What to try next to find the most that passes: in steps of a factor to the first change, then the middle, by factor,
 * between what passed and what failed. `undefined` when that is known well enough, or nothing passes at all.
 */
export function nextRate(trials: readonly Trial[], options: SearchOptions): number | undefined {
  const { from, least, factor, precision } = options;
  if (trials.length === 0) return from;
  const best = bestOf(trials);
  const failed = trials.filter(({ passed, rate }) => !passed && rate > (best ?? 0)).map(({ rate }) => rate);
  const worst = Math.min(...failed);
  if (best === undefined) return worst / factor >= least ? worst / factor : undefined;
  if (failed.length === 0) return best * factor;
  return worst / best > precision ? Math.sqrt(best * worst) : undefined;
}
