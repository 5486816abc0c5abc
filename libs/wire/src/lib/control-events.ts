/** The version of PROTOCOL.md that `tape.hello` announces. */
export const PROTOCOL_VERSION = 1;

/** `tape.hello`: the first frame of every stream. */
export interface Hello {
  readonly protocol: number;
  readonly topics: readonly string[];
  /** The longest silence on this stream, in milliseconds: longer means that the connection is dead. */
  readonly heartbeatMs: number;
  /** After this many milliseconds the server ends the connection, with `tape.drain`. */
  readonly maxStreamMs: number;
}

/** `tape.snapshot`: the state of a topic folded up to the frame's place. */
export interface Snapshot<State = unknown> {
  readonly topic: string;
  /** The version of the last event folded in; 0 for a topic without events. */
  readonly version: number;
  readonly state: State;
  /** True when the topic is finished. */
  readonly closed?: true;
}

/** `tape.heartbeat`: the server is there, and nothing happened. */
export interface Heartbeat {
  readonly time: string;
}

/**
 * Why events are missing: no longer retained (`expired`), the cursor is of another incarnation of the tape (`epoch`),
 * beyond its end (`ahead`), or no cursor at all (`malformed`).
 */
export type GapReason = 'expired' | 'epoch' | 'ahead' | 'malformed';

/** `tape.gap`: events were lost to this reader; a snapshot follows. */
export interface Gap {
  /** Absent when the gap concerns every topic of the stream. */
  readonly topic?: string;
  readonly reason: GapReason;
  /** How many events were lost, when that is known exactly. */
  readonly missed: number | null;
}

/** `tape.closed`: the topic is finished, nothing will ever follow. */
export interface Closed {
  readonly topic: string;
}

/** Why the server ends a connection that could go on: it stops, the connection is old, or there are too many. */
export type DrainReason = 'shutdown' | 'lifetime' | 'overloaded';

/** `tape.drain`: the server is about to end this connection; reconnect with the cursor. */
export interface Drain {
  readonly reason: DrainReason;
  /** How long to wait before the reconnect, in milliseconds; spread over the clients. */
  readonly retryMs: number;
}

/** `tape.failed`: this stream cannot go on; the socket is destroyed after it. */
export interface Failed {
  readonly code: string;
  readonly message: string;
}

/** Every control event and its `data`. */
export interface ControlEvents {
  'tape.hello': Hello;
  'tape.snapshot': Snapshot;
  'tape.caught-up': Record<string, never>;
  'tape.heartbeat': Heartbeat;
  'tape.gap': Gap;
  'tape.closed': Closed;
  'tape.drain': Drain;
  'tape.failed': Failed;
}

export type ControlEventType = keyof ControlEvents;

/** The names of all control events. The family name `tape` is reserved for them. */
export const CONTROL_EVENTS: readonly ControlEventType[] = [
  'tape.hello',
  'tape.snapshot',
  'tape.caught-up',
  'tape.heartbeat',
  'tape.gap',
  'tape.closed',
  'tape.drain',
  'tape.failed',
];

export function isControlEvent(type: string): type is ControlEventType {
  return (CONTROL_EVENTS as readonly string[]).includes(type);
}
