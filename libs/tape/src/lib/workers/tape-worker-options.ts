import type { Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import type { TopicSelector } from '../tape-store';

/** How far the work on an event has come: whatever the work itself can go on from. JSON. */
export type Position = string | number;

export interface TapeWorkerOptions {
  /** Names the bookmark: a topic that has no events, as `workers/feeds`. */
  readonly name: Topic;
  /** The events to work on. */
  readonly topics: TopicSelector;
  /** Events of one lane are worked on in the order of the tape; lanes go side by side, and take turns step by step. */
  lane(event: TapeEvent): string;
  /**
   * Does what an event asks for, in steps: each `yield` ends one and says how far it has come. After a restart, or a failure
   * of the store, it is called again with the last position known, so that steps can come twice: what they append needs ids.
   */
  work(event: TapeEvent, from: Position | undefined): AsyncIterable<Position>;
  /** How many lanes have a step under way at once, so that others can append in between. Default: 4. */
  readonly parallel?: number;
  /** How often the bookmark is saved at most, in milliseconds. Default: 200. */
  readonly saveMs?: number;
  /** The first pause after a failure of the store, in milliseconds; it doubles up to thirty times that. Default: 1,000. */
  readonly retryMs?: number;
  /** Told of every failure. An event whose work fails by itself, not by the store, is given up. */
  readonly onError: (error: unknown) => void;
}
