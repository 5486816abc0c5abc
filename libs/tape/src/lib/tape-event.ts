import type { Seq, Topic } from '@tickertape/wire';

/** An event that is to be appended. */
export interface NewEvent {
  readonly type: string;
  /** Serialisable as JSON; what JSON drops is dropped. */
  readonly data: object;
  /** Names the event in its topic: a second append of the same id returns the first event. 1 to 200 characters. */
  readonly id?: string;
  /** The version that the topic must have just before this event, unless it is there already. Default: any. */
  readonly expectVersion?: number;
  /** The topic is finished after this event. Only the last event of an append may close. Default: no. */
  readonly closes?: boolean;
}

/** An event on the tape: durable and never changed. */
export interface TapeEvent {
  /** The position on the tape, over all topics. Grows with every event; may skip numbers. */
  readonly seq: Seq;
  readonly topic: Topic;
  /** The position in the topic: 1, 2, 3, … without holes. */
  readonly version: number;
  readonly type: string;
  /** When the store took it, in milliseconds since the epoch of Unix. Never decreases along the tape. */
  readonly time: number;
  readonly data: object;
  /** As given to `append`. */
  readonly id?: string;
  /** Present on the last event of a finished topic. */
  readonly closes?: true;
}
