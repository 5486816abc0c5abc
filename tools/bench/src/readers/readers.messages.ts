import type { Faults } from '../lib/continuity';
import type { Percentiles } from '../lib/percentiles';
import type { ReaderTarget } from './stamp.reader';

export interface OpenReaders extends ReaderTarget {
  readonly readers: number;
  /** `{i}` in the path stands for the number of the reader. */
  readonly path: string;
}

/** What a window measured at the readers. */
export interface ReadersWindow {
  readonly deliveries: number;
  /** How often a reader found something in its socket. */
  readonly reads: number;
  /** How much of the time the thread of the readers was at work. */
  readonly busyPercent: number;
  /** From the moment an event was due to its bytes at a reader, over all deliveries, in milliseconds. */
  readonly latencyMs: Percentiles;
}

/** What all readers came to. */
export interface ReadersTotals extends Faults {
  /** Connections that ended before their time. */
  readonly broken: number;
  /** Readers that hung on purpose and were cut by the server. */
  readonly cut: number;
  /** Why, of the first ones. */
  readonly reasons: readonly string[];
}

export interface ReadersResume {
  /** From the cut until the last reader was at the tail again; with other servers, until it had its first frame, in milliseconds. */
  readonly allAtTailMs: number;
  /** From a reader's own connecting until it was at the tail. */
  readonly atTailMs: Percentiles;
}

/** What can be asked of the readers, and what each is answered with. */
export interface ReadersQuestions {
  /** Opens all, and answers when all are at the tail. */
  open: { asks: OpenReaders; answers: undefined };
  /** The last so many take nothing from now on. */
  stall: { asks: { readonly readers: number }; answers: undefined };
  begin: { asks: undefined; answers: undefined };
  end: { asks: undefined; answers: ReadersWindow };
  /**
   * Cuts the first so many at once; each comes back at some moment of the time given, with its cursor if cursors are learnt.
   * Answers when all are at the tail.
   */
  resume: { asks: { readonly readers: number; readonly withinMs: number }; answers: ReadersResume };
  /** Waits until all have the event of that number, at most so long; with `last` 0 nobody waits, and nothing is missed. */
  finish: { asks: { readonly last: number; readonly deadlineMs: number }; answers: ReadersTotals };
  /** Cuts all. */
  close: { asks: undefined; answers: undefined };
}

export type ReadersQuestion = keyof ReadersQuestions;
export type ReadersAsks<Q extends ReadersQuestion = ReadersQuestion> = {
  [K in Q]: { readonly question: K; readonly asks: ReadersQuestions[K]['asks'] };
}[Q];
