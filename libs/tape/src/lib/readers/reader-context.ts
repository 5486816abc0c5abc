import type { DrainReason, Seq } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import type { ReaderOptions } from './reader-options';
import type { Countable, ReaderCounts, ReaderSummary } from './reader-stats';
import type { TapePages } from './tape-pages';
import type { FramedEvent } from './tape-frame';
import type { Turn } from './turn';

/** What the hub needs of a reader. */
export interface HubReader extends Countable {
  /** The events of a turn are on the tape, for a reader of one topic. */
  deliver(turn: Turn): void;
  /** An event of one of its topics is on the tape. */
  offer(framed: FramedEvent): void;
  /** The turn is over: what has gathered goes out in one write. */
  flush(): void;
  /** The clock: heartbeat, stall and lifetime, by `ReaderOptions.elapsed`. `slackMs` is the time to the next tick. */
  tick(elapsed: number, slackMs: number): void;
  /** Tells the client to come back later, at a time of its own, and ends the stream. */
  drain(reason: DrainReason): void;
}

/** What a reader needs of the hub. */
export interface ReaderContext {
  readonly epoch: string;
  readonly options: Required<ReaderOptions>;
  readonly families: FamilyRegistry;
  readonly pages: TapePages;
  /** The newest event followed. */
  readonly lastSeq: Seq;
  /** Between once and twice a time, so that clients do not come back together. */
  spread(ms: number): number;
  /** Has `flush` called at the end of this turn. */
  flushLater(reader: HubReader): void;
  readonly counts: ReaderCounts;
  /** The stream is over. */
  remove(reader: HubReader, summary: ReaderSummary): void;
  /** Tells of a failure that concerns no caller, in the course of a request if it was one. */
  report(error: unknown, requestId?: string): void;
}
