/** The time of a generation, injected so that tests need none. */
export interface Clock {
  /** Milliseconds since any fixed moment, with fractions; never goes back. */
  now(): number;
  /**
   * Calls `wake` once, `ms` from now or a little early, as timers do. The function that it returns calls that off, and
   * leaves no timer behind.
   */
  after(ms: number, wake: () => void): () => void;
}

/** Longer delays overflow a Node timer, which then fires after 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The process's monotonic clock and its timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, wake) {
    const timer = setTimeout(wake, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
