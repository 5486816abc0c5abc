import type { Seq, Topic } from '@tickertape/wire';
import type { NewEvent, TapeEvent } from './tape-event';

export interface AppendOptions {
  /** The version that the topic must have before what is new; 0 for a topic without events. Default: any. */
  readonly expectVersion?: number;
}

export interface AppendResult {
  /** One event for each one given, in that order; those that were there already included. */
  readonly events: readonly TapeEvent[];
  /** True when every event was there already, so that nothing was appended. */
  readonly repeated: boolean;
}

/** Topics to read: each one `family/id`, or `family/*` for a whole family. At least one. */
export type TopicSelector = readonly Topic[];

/** Where a topic stands. A topic without events has zeros throughout and is not closed. */
export interface Head {
  /** Seq and version of the last event. */
  readonly seq: Seq;
  readonly version: number;
  readonly closed: boolean;
  /** Seq and version of the last event that `trim` dropped; 0 when none was. A cursor before `trimmedSeq` lost events. */
  readonly trimmedSeq: Seq;
  readonly trimmedVersion: number;
}

export interface StoredSnapshot {
  /** Seq and version of the last event that is folded in. */
  readonly seq: Seq;
  readonly version: number;
  /** JSON. */
  readonly state: unknown;
}

export interface TopicQuery {
  readonly family: string;
  /** Only topics that are not closed. Default: all. */
  readonly open?: boolean;
  /** For the next page: the last topic of the page before. */
  readonly after?: Topic;
  /** At most so many, from 1. */
  readonly limit: number;
}

export type TapeListener = (events: readonly TapeEvent[]) => void;
export type Unsubscribe = () => void;

/**
 * The log of all topics. Small on purpose: all else is built from it. What an adapter owes is stated by the contract
 * suite, `describeTapeStore`, one file a promise.
 *
 * Every method rejects with a `TapeError`: `store_closed` after `close`, `store_failed` when the medium fails.
 */
export interface TapeStore {
  /**
   * Names this incarnation of the tape: 1 to 12 lowercase letters and digits. Kept as long as the events are: a store that
   * may have lost events which readers have seen opens with a new one.
   */
  readonly epoch: string;

  /**
   * Appends all events or none, durably, in order, and resolves once they are durable. The events are copied at the call.
   * Rejects with `bad_batch` what no store can take: see `checkBatch`.
   *
   * An event whose `id` the topic has already is not appended again: the stored one is returned in its place, whatever
   * `expectVersion` says and even when the topic is closed, so that a retry is always safe. Rejects with `conflict` (with
   * the topic's `version`) when `expectVersion` is not the topic's version, and with `closed` after the closing event.
   * Appends that are under way together come one after another in some order, each with its own outcome.
   */
  append(topic: Topic, events: readonly NewEvent[], options?: AppendOptions): Promise<AppendResult>;

  /**
   * Retained events of the selected topics after `after`, oldest first, at most `limit`. Empty means caught up, not
   * ended. Once it has returned an event, no event of those topics with a smaller seq will ever appear.
   */
  read(topics: TopicSelector, after: Seq, limit: number): Promise<readonly TapeEvent[]>;

  /** Retained events of a topic before `before`, newest first, at most `limit`. */
  readBack(topic: Topic, before: Seq, limit: number): Promise<readonly TapeEvent[]>;

  head(topic: Topic): Promise<Head>;

  /** The seq of the newest event that was ever on the tape, trimmed or not; 0 when there was none. */
  lastSeq(): Promise<Seq>;

  /** The topics of a family that have or had events, in the order of their names' UTF-8 bytes. */
  topics(query: TopicQuery): Promise<readonly Topic[]>;

  loadSnapshot(topic: Topic): Promise<StoredSnapshot | undefined>;

  /** Keeps the snapshot unless a later one is there: one of the same seq is replaced. The topic needs no events. */
  saveSnapshot(topic: Topic, snapshot: StoredSnapshot): Promise<void>;

  /**
   * Drops events of the topic up to and including `upTo`; heads, versions and ids of what is left stay as they are, and no
   * seq comes back. Events that are appended while it is under way stay. What a reader lost by it is later told to it as
   * a gap. Save a snapshot first: a state cannot be folded from the rest.
   */
  trim(topic: Topic, upTo: Seq): Promise<void>;

  /**
   * Calls back with events that became durable, whichever node appended them, in the order of the tape, before the
   * append resolves, and once they can be read. A listener that throws disturbs neither the store nor other listeners.
   * What a listener appends is told after all have been told of what came before.
   */
  follow(listener: TapeListener): Unsubscribe;

  /** Finishes the appends under way and lets go of the medium. What is called after it is refused. Idempotent. */
  close(): Promise<void>;
}
