import type { EventOf, FamilyEvents, Family } from '@tickertape/events';
import { isControlEvent, type EventMessage, type Gap, type Hello, type Snapshot } from '@tickertape/wire';

/** A message as an `EventSource` hands it over. `cursor` is its `lastEventId`. */
export interface Message {
  readonly type: string;
  readonly data: string;
  readonly cursor: string;
}

/** What a reader of one topic knows: a state, and the place up to which it is true. */
export interface Tail<State> {
  /** `undefined` until the first snapshot. */
  readonly state: State | undefined;
  /** The version of the last event folded in. */
  readonly version: number;
  /** From here a reconnect loses nothing; empty when there is no such place. */
  readonly cursor: string;
  /** The topic is finished. */
  readonly closed: boolean;
  /** The longest silence that the server allows itself. */
  readonly heartbeatMs: number;
  /** The last loss that the server has told. */
  readonly gap: Gap | undefined;
  /** A hole in the versions: events are lost, and only a snapshot helps. */
  readonly torn: boolean;
}

/** The heartbeat of a stream that has not yet said its own: the contract's default. */
const HEARTBEAT_MS = 15_000;

export const emptyTail: Tail<never> = {
  state: undefined,
  version: 0,
  cursor: '',
  closed: false,
  heartbeatMs: HEARTBEAT_MS,
  gap: undefined,
  torn: false,
};

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/**
 * The tail after a message. Pure. An unknown type, a foreign topic and data that is not JSON change nothing but the
 * cursor: what they left out shows as a hole in the versions.
 */
export function receive<Events extends FamilyEvents, State>(
  family: Pick<Family<string, Events, State>, 'events' | 'evolve' | 'isTerminal'>,
  topic: string,
  tail: Tail<State>,
  { type, data, cursor }: Message,
): Tail<State> {
  const next = { ...tail, cursor };
  const body = parse(data);
  if (body === undefined) return next;
  if (isControlEvent(type)) return receiveControl(topic, next, type, body);
  const message = body as EventMessage;
  if (!(type in family.events) || message.topic !== topic) return next;
  return fold(family, next, type, message);
}

function receiveControl<State>(topic: string, tail: Tail<State>, type: string, body: unknown): Tail<State> {
  switch (type) {
    case 'tape.hello':
      return { ...tail, heartbeatMs: (body as Hello).heartbeatMs };
    case 'tape.snapshot': {
      const snapshot = body as Snapshot<State>;
      if (snapshot.topic !== topic) return tail;
      const { state, version, closed = false } = snapshot;
      return { ...tail, state, version, closed, torn: false };
    }
    case 'tape.gap':
      return { ...tail, gap: body as Gap };
    case 'tape.closed':
      return { ...tail, closed: true };
    default:
      return tail;
  }
}

function fold<Events extends FamilyEvents, State>(
  family: Pick<Family<string, Events, State>, 'evolve' | 'isTerminal'>,
  tail: Tail<State>,
  type: string,
  { version, time, data, merged = 1 }: EventMessage,
): Tail<State> {
  if (version <= tail.version) return tail;
  if (tail.state === undefined || version - merged > tail.version) return { ...tail, torn: true };
  const event = { type, version, time, data } as EventOf<Events>;
  return {
    ...tail,
    state: family.evolve(tail.state, event),
    version,
    // A finished topic stays finished, even when the frame that says so is cut off.
    closed: tail.closed || family.isTerminal(type),
  };
}
