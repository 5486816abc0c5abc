import type { EventOf, Family, FamilyEvents } from '@tickertape/events';
import { isControlEvent, type EventMessage, type Gap, type Snapshot } from '@tickertape/wire';

/** A frame as a tail takes it. */
export interface TailFrame {
  readonly type: string;
  readonly cursor: string;
  readonly body: object;
}

/** What a view of one topic knows: a state, and the place up to which it is true. */
export interface Tail<State> {
  /** `undefined` until the first snapshot. */
  readonly state: State | undefined;
  /** The version of the last event folded in. */
  readonly version: number;
  /** From here a stream loses nothing; empty when there is no such place. */
  readonly cursor: string;
  /** The topic is finished. */
  readonly closed: boolean;
  /** The last loss that the server has told. */
  readonly gap: Gap | undefined;
  /** Events are lost, and only a snapshot helps. */
  readonly torn: boolean;
}

export const emptyTail: Tail<never> = {
  state: undefined,
  version: 0,
  cursor: '',
  closed: false,
  gap: undefined,
  torn: false,
};

export type Fold<Events extends FamilyEvents, State> = Pick<Family<string, Events, State>, 'evolve' | 'isTerminal'>;

/** The tail after a frame of its topic, or of all topics. Pure. What it does not know changes nothing but the place. */
export function receive<Events extends FamilyEvents, State>(
  family: Fold<Events, State>,
  tail: Tail<State>,
  { type, cursor, body }: TailFrame,
): Tail<State> {
  const next = { ...tail, cursor };
  switch (type) {
    case 'tape.snapshot': {
      const { state, version, closed = false } = body as Snapshot<State>;
      return { ...next, state, version, closed, torn: false };
    }
    case 'tape.gap':
      return { ...next, gap: body as Gap };
    case 'tape.closed':
      return { ...next, closed: true };
    default:
      if (isControlEvent(type)) return next;
      // What the tail has already is of an earlier place, and what has no version is no event.
      return (body as EventMessage).version > tail.version ? fold(family, next, type, body as EventMessage) : tail;
  }
}

function fold<Events extends FamilyEvents, State>(
  family: Fold<Events, State>,
  tail: Tail<State>,
  type: string,
  { version, time, data, merged = 1 }: EventMessage,
): Tail<State> {
  // One that stands for some events that are in and some that are not would be folded in half.
  if (tail.state === undefined || version - merged !== tail.version) return { ...tail, torn: true };
  try {
    const state = family.evolve(tail.state, { type, version, time, data } as EventOf<Events>);
    // A finished topic stays finished, even when the frame that says so is cut off.
    return { ...tail, state, version, closed: tail.closed || family.isTerminal(type) };
  } catch {
    // Data that is not of its type. The server has folded it, or left it out: its snapshot knows.
    return { ...tail, torn: true };
  }
}
