import type { ClientError } from '../client-error';
import type { LineFrame, LineStatus } from '../streams/line';

/** Somebody who takes some topics: a view, or a loop over events. */
export interface Taker {
  /** Topics and whole families. */
  readonly topics: readonly string[];
  /** Whether a snapshot of the topic must come before its events are of use. */
  needsSnapshot(topic: string): boolean;
  /**
   * Takes a frame of one of the topics, or one that is of all. After an event that shows that others were lost, the topic
   * needs a snapshot. After `tape.closed` nothing of the topic follows.
   */
  take(frame: LineFrame): void;
  takeStatus(status: LineStatus): void;
  /** The server does not give the topic to this client; nothing of it follows. */
  takeRefusal(topic: string, error: ClientError): void;
}
