import type { ClientError } from '../client-error';
import type { Connection } from '../connection';

/** A frame, its data parsed. */
export interface LineFrame {
  readonly type: string;
  /** From here a reconnect loses nothing; empty when there is no such place yet. */
  readonly cursor: string;
  readonly body: object;
  /**
   * Snapshots are for everybody: the stream began without a usable cursor, or has told of a gap. Otherwise they are for
   * those who wait for one; the others have the topic, and further than that.
   */
  readonly afresh: boolean;
}

export type LineStatus = Exclude<Connection, { phase: 'finished' }>;

export interface LineListener {
  onFrame(frame: LineFrame): void;
  onStatus(status: LineStatus): void;
  /** The server does not give a topic to this client. It is to be wanted no more. */
  onRefused(topic: string, error: ClientError): void;
}

/** Why a page wants no connection at the moment: it has no network, stands still, or was hidden for long. */
export type PauseReason = 'offline' | 'frozen' | 'hidden';

/** Where the frames of some topics come from, in the order of the tape. */
export interface Line {
  /** From now on exactly these are wanted; none ends the connection. Changes of one turn make one connection. */
  want(topics: ReadonlySet<string>): void;
  /** A snapshot of a topic is due, although a cursor is known. */
  show(topic: string): void;
  /** Connects at once where it would wait, and again where it failed. */
  retry(): void;
  /** Lets go of the connection until `resume`, and goes on from the cursor then. */
  pause(reason: PauseReason): void;
  resume(): void;
  /** For good. */
  close(): void;
}
