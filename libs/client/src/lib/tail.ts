import type { EventOf, Family, FamilyEvents } from '@tickertape/events';
import { isSelected, type EventMessage, type Snapshot } from '@tickertape/wire';
import { isEvent } from './streams/frame-body';
import type { LineFrame } from './streams/line';
import type { TapeGapMessage } from './tape-message';

/** A loss of events. */
export type Loss = Omit<TapeGapMessage, 'type' | 'cursor'>;

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
  /** The last loss. */
  readonly gap: Loss | undefined;
  /** Events are lost, or may be, and only a snapshot helps. */
  readonly torn: boolean;
  /** A version that a snapshot skips is no news: the server has told, or there is no state yet. */
  readonly told: boolean;
  /** How often `evolve` has thrown. */
  readonly misfolds: number;
  /** What it has thrown last. */
  readonly error: unknown;
}

export const emptyTail: Tail<never> = {
  state: undefined,
  version: 0,
  cursor: '',
  closed: false,
  gap: undefined,
  torn: false,
  told: true,
  misfolds: 0,
  error: undefined,
};

/** Whether nothing but a snapshot is of use. */
export const needsSnapshot = ({ state, torn }: Tail<unknown>): boolean => state === undefined || torn;

export type Fold<Events extends FamilyEvents, State> = Pick<Family<string, Events, State>, 'evolve' | 'isTerminal'>;

/**
 * The tail after a frame of its topic, or of all topics. Pure. What it does not know changes nothing but the place, and
 * nothing at all while it needs a snapshot. A snapshot of what it has already, for somebody else, is none for it.
 */
export function receive<Events extends FamilyEvents, State>(
  topic: string,
  family: Fold<Events, State>,
  tail: Tail<State>,
  { type, cursor, body, shows }: LineFrame,
): Tail<State> {
  const needs = needsSnapshot(tail);
  const next = needs ? tail : { ...tail, cursor };
  switch (type) {
    case 'tape.hello':
      return shows?.afresh && isSelected(topic, shows.selectors) ? { ...next, torn: true } : next;
    case 'tape.snapshot': {
      const { state, version, closed = false } = body as Snapshot<State>;
      if (!needs && !(version > tail.version)) return next;
      const gap = tail.told || version === tail.version ? tail.gap : lossOf(topic, tail.version, version);
      return { ...tail, cursor, state, version, closed, gap, torn: false, told: false };
    }
    case 'tape.gap':
      return { ...next, gap: body as Loss, torn: true, told: true };
    case 'tape.closed':
      return needs ? tail : { ...next, closed: true };
    default:
      if (needs || !isEvent(type)) return next;
      // What the tail has already is of an earlier place, and what has no version is no event.
      if (!((body as EventMessage).version > tail.version)) return tail;
      return fold(family, tail, cursor, type, body as EventMessage);
  }
}

/** What is lost when the version before is known, and a snapshot has another one. */
export function lossOf(topic: string, before: number, version: number): Loss & { readonly topic: string } {
  return { topic, reason: 'lost', missed: version > before ? version - before : null };
}

/** The tail with one more event, or torn when that does not follow. */
function fold<Events extends FamilyEvents, State>(
  family: Fold<Events, State>,
  tail: Tail<State>,
  cursor: string,
  type: string,
  { version, time, data, merged = 1 }: EventMessage,
): Tail<State> {
  // One that stands for some events that are in and some that are not would be folded in half.
  if (tail.state === undefined || version - merged !== tail.version) return { ...tail, torn: true };
  try {
    const state = family.evolve(tail.state, { type, version, time, data } as EventOf<Events>);
    // A finished topic stays finished, even when the frame that says so is cut off.
    return { ...tail, cursor, state, version, closed: tail.closed || family.isTerminal(type) };
  } catch (error) {
    // Data that is not of its type. The server has folded it, or left it out: its snapshot knows.
    return { ...tail, torn: true, misfolds: tail.misfolds + 1, error };
  }
}
