/** How streams behave. Every field has a default. */
export interface ReaderOptions {
  /** The longest silence on a stream, in milliseconds, from 10. Default: 15 000. Shorten it behind proxies that cut earlier. */
  readonly heartbeatMs?: number;
  /** Lifetime of one connection, in milliseconds; each is up to 20 % shorter, so that they do not end together. Default: one hour. */
  readonly maxStreamMs?: number;
  /** The reconnection time that streams announce, in milliseconds. Default: 2 000. */
  readonly retryMs?: number;
  /** A reader whose socket has been full for so many milliseconds is cut; it resumes by its cursor. Default: 30 000. */
  readonly stallMs?: number;
  /** Readers at once; more are told `overloaded` and to come back later. Default: no limit. */
  readonly maxReaders?: number;
  /** Events read from the store at once for a reader that is behind. Default: 256. */
  readonly pageEvents?: number;
  /**
   * The newest events of the tape are kept in memory, so many: what a reader misses for a moment need not be asked of the
   * store. On a busy tape they are of the last tenth of a second and do not grow old in the heap, on a quiet one of
   * minutes. From 0. Default: 1 024, and of frames at most 4 MiB.
   */
  readonly recentEvents?: number;
  /** The time of day, in milliseconds: what heartbeats say and by what events grow old. Default: `Date.now`. For tests. */
  readonly now?: () => number;
  /**
   * Milliseconds since any fixed moment, for silences, stalls, lifetimes and throttles: the time of day may be set back or
   * forward under a running process, and a stream must notice neither. Whole numbers: they are kept by each reader, and
   * written with every event. Default: `performance.now`, rounded down. For tests.
   */
  readonly elapsed?: () => number;
  /** A number in [0, 1), for spreading clients over time. Default: `Math.random`. For tests. */
  readonly random?: () => number;
}

export const DEFAULT_READER_OPTIONS: Required<ReaderOptions> = {
  heartbeatMs: 15_000,
  maxStreamMs: 3_600_000,
  retryMs: 2_000,
  stallMs: 30_000,
  maxReaders: Infinity,
  pageEvents: 256,
  recentEvents: 1_024,
  now: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
  random: () => Math.random(),
};
