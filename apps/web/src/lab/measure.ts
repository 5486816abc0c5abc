/** What a way of following an order has cost so far, and what it gives. */
export interface Measure {
  readonly requests: number;
  /** Of the answers, their heads included. */
  readonly bytes: number;
  /** The age of what people look at, on average. */
  readonly stalenessMs: number;
  /** From an update until somebody saw it, on average; absent before the first. */
  readonly delayMs: number | undefined;
}

/** Both ways at one moment of a race. */
export interface RaceSample {
  readonly atMs: number;
  readonly polling: Measure;
  readonly push: Measure;
}
