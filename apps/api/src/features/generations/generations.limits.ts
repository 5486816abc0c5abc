/** How much the generations of one process may take. */
export interface GenerationLimits {
  /** How many run at once, from 1; more wait for their turn. */
  readonly maxRunning: number;
  /** How long one may run, in milliseconds; then it has failed, with `time_limit`. */
  readonly maxRunMs: number;
  /** Whether a request may tell the simulated model what to play. */
  readonly simulate: boolean;
}

/** Injection token of the `GenerationLimits`. */
export const GENERATION_LIMITS = Symbol('GenerationLimits');
