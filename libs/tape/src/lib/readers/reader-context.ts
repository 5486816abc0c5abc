import type { DrainReason, Seq, Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import type { ReaderOptions } from './reader-options';
import type { TapePages } from './tape-pages';
import type { FramedEvent } from './tape-frame';

/** What the hub needs of a reader. */
export interface HubReader {
  readonly topics: readonly Topic[];
  /** An event of one of its topics is on the tape. */
  offer(framed: FramedEvent): void;
  /** The turn is over: what has gathered goes out in one write. */
  flush(): void;
  /** The clock: heartbeat, stall and lifetime. `slackMs` is the time to the next tick. */
  tick(now: number, slackMs: number): void;
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
  remove(reader: HubReader): void;
  /** Tells of a failure that concerns no caller. */
  report(error: unknown): void;
}
