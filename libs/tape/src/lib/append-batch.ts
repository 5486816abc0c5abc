import type { Topic } from '@tickertape/wire';
import type { NewEvent, TapeEvent } from './tape-event';
import { TapeError } from './tape-error';
import type { AppendOptions, AppendResult, Head } from './tape-store';

const ID_MAX_CHARACTERS = 200;

/** Throws `bad_batch` for a batch that no store can take: empty, an id twice or out of range, an event after the closing one. */
export function checkBatch(events: readonly NewEvent[]): void {
  if (events.length === 0) throw new TapeError('bad_batch', 'append at least one event');
  const ids = new Set<string>();
  events.forEach(({ id, closes }, index) => {
    if (closes && index < events.length - 1) {
      throw new TapeError('bad_batch', 'only the last event of an append may close its topic', { index });
    }
    if (id === undefined) return;
    if (id.length === 0 || id.length > ID_MAX_CHARACTERS) {
      throw new TapeError('bad_batch', `an event id has 1 to ${ID_MAX_CHARACTERS} characters`, { index });
    }
    if (ids.has(id)) throw new TapeError('bad_batch', `the event id "${id}" is twice in one append`, { index });
    ids.add(id);
  });
}

/** What is to be written for one append, and how its result is put together. */
export interface AppendPlan {
  /** The events to write, with the versions that they get. */
  readonly fresh: readonly { readonly event: NewEvent; readonly version: number }[];
  /** The result, once the fresh events are on the tape, in the order of `fresh`. */
  result(written: readonly TapeEvent[]): AppendResult;
}

/**
 * Decides one append by the topic's head; the same for every store. Throws `conflict` and `closed` as `TapeStore.append`
 * promises. `find` looks up an event of the topic by its id.
 */
export function planAppend(
  topic: Topic,
  head: Head,
  events: readonly NewEvent[],
  { expectVersion }: AppendOptions,
  find: (id: string) => TapeEvent | undefined,
): AppendPlan {
  const stored = events.map(({ id }) => (id === undefined ? undefined : find(id)));
  const fresh = events.filter((_, i) => !stored[i]).map((event, i) => ({ event, version: head.version + 1 + i }));
  const repeated = fresh.length === 0;
  const { version } = head;
  if (!repeated && head.closed) throw new TapeError('closed', `${topic} is finished`, { topic, version });
  if (!repeated && expectVersion !== undefined && expectVersion !== version) {
    const message = `${topic} is at version ${version}, not ${expectVersion}: read it again and decide anew`;
    throw new TapeError('conflict', message, { topic, version, expectVersion });
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
