/** The time of a generation, injected so that tests need none. */
export interface Clock {
  /** Milliseconds since any fixed moment, with fractions; never goes back. */
  now(): number;
  /**
   * Resolves after `ms`, or at once when the signal aborts or has aborted; the caller looks at the signal to know which.
   * May resolve a little early, as timers do. Never rejects, and leaves no timer and no listener behind.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Longer delays overflow a Node timer, which then fires after 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The process's monotonic clock and its timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep(ms, signal) {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, LONGEST_TIMER_MS));
      signal.addEventListener('abort', wake);
    });
  },
};
