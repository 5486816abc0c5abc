import type { ClientError } from '../client-error';
import type { LineFrame, LineStatus } from '../streams/line';

/** Somebody who takes some topics: a view, or a loop over events. */
export interface Taker {
  /** Topics and whole families. */
  readonly topics: readonly string[];
  /** Topics and whole families whose snapshots must come before their events are of use. */
  readonly due: readonly string[];
  /** Takes a frame of one of the topics, or one that is of all. It may be one that somebody else has asked for. */
  take(frame: LineFrame): void;
  takeStatus(status: LineStatus): void;
  /** The server does not give the topic to this client; nothing of it follows. */
  takeRefusal(topic: string, error: ClientError): void;
}

/** Its place among those who take from a stream. */
export interface Seat {
  /** Events of a topic were lost: its snapshot is due. */
  show(topic: string): void;
  /** Connects at once where it would wait, and again where it failed. */
  retry(): void;
  /** It wants a topic no more, or none at all. */
  leave(topic?: string): void;
}
