import type { EventMessage } from '@tickertape/wire';

/** A map of event types to their data. */
export type FamilyEvents = Record<string, object>;

/** One event of a family, as its fold sees it: on the server and in every client the same. */
export type EventOf<Events extends FamilyEvents, Type extends keyof Events = keyof Events> = {
  [T in Type]: { readonly type: T } & Pick<EventMessage<Events[T]>, 'data' | 'time' | 'version'>;
}[Type];

export interface EventInfo {
  /** One sentence for people: what has happened. */
  readonly description: string;
  /** The topic is finished after this event: nothing will ever follow. Default: no. */
  readonly terminal?: true;
  /** The release that first had it, as in `0.2.0`. Default: the first one. */
  readonly since?: string;
}

/** How much of a topic the tape keeps. What is dropped stays folded in the topic's snapshot. */
export interface Retention {
  /** Keeps at least the newest so many events of a topic. Default: all. */
  readonly maxEvents?: number;
  /** Keeps events for at least this time, in milliseconds. Default: for ever. */
  readonly maxAgeMs?: number;
}

export interface FamilyAccess {
  /** `required`: a stream of a topic without events answers 404. `open`: it may be opened before its first event. */
  readonly existence: 'required' | 'open';
  /** Whether one stream may take all topics of the family, as `family/*`. */
  readonly wholeFamily: boolean;
}

export interface FamilyOptions<
  Name extends string,
  Events extends FamilyEvents,
  State,
  IdName extends string = string,
> {
  /** The first part of the family's topics, plural. */
  readonly name: Name;
  /** What the second part of a topic is called where an app names it, as in `{ orderId: '42' }`. */
  readonly idName: IdName;
  /** Every event type, named `<family>.<what_happened>` in the past tense. */
  readonly events: { readonly [Type in keyof Events]: EventInfo };
  readonly retention: Retention;
  readonly access: FamilyAccess;
  /** The state of a topic without events. */
  initialState(id: string): State;
  /**
   * The state after an event. Pure: no clock, no randomness, no I/O, and `state` is left as it was. A type that it does
   * not know changes nothing, so that old clients survive new types.
   */
  evolve(state: State, event: EventOf<Events>): State;
  /**
   * The data of one event that stands for two neighbours in a topic, or `undefined` when both must be seen. The merged
   * event has the type, time and version of the newer. Folding it gives the same state as folding both. A family without
   * `merge` is never conflated.
   */
  merge?(older: EventOf<Events>, newer: EventOf<Events>): Events[keyof Events] | undefined;
}

/** A family: its event types and one pure function. The server folds it to a snapshot, the client to a view. */
export interface Family<
  Name extends string,
  Events extends FamilyEvents,
  State,
  IdName extends string = string,
> extends FamilyOptions<Name, Events, State, IdName> {
  /** Whether the topic is finished after an event of this type. */
  isTerminal(type: string): boolean;
}

/** A family of whatever events and state, for code that treats all families alike. */
// The `any` is the usual one of a heterogeneous registry: State and Events stand on both sides of `evolve`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyFamily = Family<string, any, any>;

const TYPE = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/;

/**
 * Defines a family. Throws a `TypeError` for an event type that does not start with the family's name, and for the name
 * `tape`, which belongs to control events.
 */
export function defineFamily<Name extends string, Events extends FamilyEvents, State, IdName extends string>(
  options: FamilyOptions<Name, Events, State, IdName>,
): Family<Name, Events, State, IdName> {
  if (options.name === 'tape') throw new TypeError('the family name "tape" is reserved for control events');
  for (const type of Object.keys(options.events)) {
    if (!TYPE.test(type) || !type.startsWith(`${options.name}.`)) {
      throw new TypeError(`event type "${type}" must be "${options.name}.<what_happened>" in lower case`);
    }
  }
  const terminal = new Set(Object.keys(options.events).filter((type) => options.events[type]?.terminal));
  return { ...options, isTerminal: (type) => terminal.has(type) };
}

/** Folds events onto a state, oldest first. */
export function foldEvents<Events extends FamilyEvents, State>(
  family: Pick<Family<string, Events, State>, 'evolve'>,
  state: State,
  events: Iterable<EventOf<Events>>,
): State {
  for (const event of events) state = family.evolve(state, event);
  return state;
}
