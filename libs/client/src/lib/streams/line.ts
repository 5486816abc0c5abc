import type { ClientError } from '../client-error';
import type { Connection } from '../connection';

/** A frame, its data parsed. */
export interface LineFrame {
  readonly type: string;
  /** From here a reconnect loses nothing; empty when there is no such place yet. */
  readonly cursor: string;
  readonly body: object;
  /** Of `tape.hello` alone: what is shown before anything else. All of it has come with the next event or `tape.caught-up`. */
  readonly shows?: Shows;
}

/** What a stream shows at its beginning. */
export interface Shows {
  /** Topics, and whole families: those of their topics that there are. */
  readonly selectors: ReadonlySet<string>;
  /**
   * The stream does not go on from a place: whatever a taker has of these may be of another tape. Otherwise who has a topic
   * has it as it is shown, or has missed something.
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
  /** The snapshot of a topic is due, or those of a whole family, although a cursor is known. */
  show(selector: string): void;
  /** Connects at once where it would wait, and again where it failed. */
  retry(): void;
  /** Lets go of the connection until `resume`, and goes on from the cursor then. */
  pause(reason: PauseReason): void;
  resume(): void;
  /** For good. */
  close(): void;
}
