import { isTopic, type Topic } from '@tickertape/wire';
import type { NewEvent, TapeEvent } from './tape-event';
import { TapeError } from './tape-error';
import type { AppendOptions, AppendResult, Head } from './tape-store';

const ID_MAX_CHARACTERS = 200;
// Control characters and halves of a surrogate pair do not survive every medium: two ids would become one.
const DAMAGEABLE = /[\p{Cc}\p{Surrogate}]/u;

/** An event as it will be written: a copy, so that who appends may go on changing his object. */
export interface CheckedEvent {
  readonly type: string;
  /** The event's data as JSON. */
  readonly json: string;
  readonly id?: string;
  readonly expectVersion?: number;
  readonly closes?: true;
}

/**
 * Takes a copy of a batch. Throws `bad_batch` for one that no store can take: empty, an id twice or out of range, a type
 * or an id with control characters, data that is not a JSON object or array, an event after the closing one. Its `errors`
 * are as those of `invalid_event`.
 */
export function checkBatch(events: readonly NewEvent[]): readonly CheckedEvent[] {
  if (events.length === 0) throw new TapeError('bad_batch', 'append at least one event');
  const ids = new Set<string>();
  const bad = (index: number, field: string, message: string): TapeError => {
    const path = events.length === 1 ? field : `${index}.${field}`;
    return new TapeError('bad_batch', message, { index, errors: [{ path, message }] });
  };
  return events.map(({ type, data, id, expectVersion, closes }, index) => {
    if (type.length === 0 || DAMAGEABLE.test(type)) {
      throw bad(index, 'type', 'an event type is text without control characters');
    }
    if (closes && index < events.length - 1) {
      throw bad(index, 'type', 'only the last event of an append may close its topic');
    }
    const json = toJson(data);
    if (json === undefined) throw bad(index, 'data', 'the data of an event is a JSON object or array');
    const checked = { type, json, id, expectVersion, closes: closes ? (true as const) : undefined };
    if (id === undefined) return checked;
    if (id.length === 0 || id.length > ID_MAX_CHARACTERS || DAMAGEABLE.test(id)) {
      throw bad(index, 'id', `an event id has 1 to ${ID_MAX_CHARACTERS} characters, none of them a control character`);
    }
    if (ids.has(id)) throw bad(index, 'id', `the event id "${id}" is twice in one append`);
    ids.add(id);
    return checked;
  });
}

/** `undefined` for what JSON makes no object or array of: a Date, a function, a circle. */
function toJson(data: object): string | undefined {
  try {
    const json = JSON.stringify(data) as string | undefined;
    return json?.startsWith('{') || json?.startsWith('[') ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The event as it is read from now on. */
export function writeEvent(
  event: CheckedEvent,
  place: Pick<TapeEvent, 'seq' | 'topic' | 'version' | 'time'>,
): TapeEvent {
  const { type, json, id, closes } = event;
  const data = JSON.parse(json) as object;
  return { ...place, type, data, ...(id !== undefined && { id }), ...(closes && { closes }) };
}

/** What is to be written for one append, and how its result is put together. */
export interface AppendPlan {
  /** The events to write, with the versions that they get. */
  readonly fresh: readonly { readonly event: CheckedEvent; readonly version: number }[];
  /** The result, once the fresh events are on the tape, in the order of `fresh`. */
  result(written: readonly TapeEvent[]): AppendResult;
}

/**
 * Decides one append by the topic's head; the same for every store. Throws `conflict` and `closed` as `TapeStore.append`
 * promises, and `bad_batch` when the topic is none. `events` comes from `checkBatch`; `find` looks up an event of the
 * topic by its id.
 */
export function planAppend(
  topic: Topic,
  head: Head,
  events: readonly CheckedEvent[],
  { expectVersion }: AppendOptions,
  find: (id: string) => TapeEvent | undefined,
): AppendPlan {
  // Of a topic with events this is known: it was checked with the first of them.
  if (head.version === 0 && !isTopic(topic)) throw new TapeError('bad_batch', `"${topic}" is not a topic`, { topic });
  const stored = events.map(({ id }) => (id === undefined ? undefined : find(id)));
  const fresh = events.filter((_, i) => !stored[i]).map((event, i) => ({ event, version: head.version + 1 + i }));
  const repeated = fresh.length === 0;
  const { version } = head;
  if (!repeated && head.closed) throw new TapeError('closed', `${topic} is finished`, { topic, version });
  const wanted = [{ expectVersion, at: version }, ...fresh.map((one) => ({ ...one.event, at: one.version - 1 }))];
  const missed = repeated ? undefined : wanted.find(({ at, expectVersion = at }) => expectVersion !== at);
  if (missed) {
    const message = `${topic} is at version ${version}, not ${missed.expectVersion}: read it again and decide anew`;
    throw new TapeError('conflict', message, { topic, version, expectVersion: missed.expectVersion });
  }
  return {
    fresh,
    result: (written) => {
      let next = 0;
      const all = stored.map((event) => event ?? written[next++]);
      return { events: all.filter((event) => event !== undefined), repeated };
    },
  };
}
