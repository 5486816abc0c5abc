import type { Seq, Topic } from '@tickertape/wire';
import type { NewEvent, TapeEvent } from '../tape-event';
import type { TapeStore, TopicSelector } from '../tape-store';

/** An event whose data is a number, so that a test can name it by that. */
export function note(n: number, more: Partial<NewEvent> = {}): NewEvent {
  return { type: 'notes.written', data: { n }, ...more };
}

/** Several of them, from `first` to `last`. */
export function notes(first: number, last: number): NewEvent[] {
  return Array.from({ length: last - first + 1 }, (_, i) => note(first + i));
}

/** The numbers of events that were made by `note`. */
export function numbersOf(events: readonly TapeEvent[]): number[] {
  return events.map(({ data }) => ('n' in data && typeof data.n === 'number' ? data.n : NaN));
}

export function versionsOf(events: readonly TapeEvent[]): number[] {
  return events.map(({ version }) => version);
}

export function seqsOf(events: readonly TapeEvent[]): Seq[] {
  return events.map(({ seq }) => seq);
}

/** 1, 2, … `last`. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/** Appends one event and returns it as it is on the tape. */
export async function appendOne(store: TapeStore, topic: Topic, event: NewEvent): Promise<TapeEvent> {
  const { events } = await store.append(topic, [event]);
  const [only] = events;
  if (!only || events.length > 1) throw new Error(`one event was appended, ${events.length} were returned`);
  return only;
}

/** More than any test appends. */
export const ALL = 10_000;

/** Everything after `after`, in pages of `limit`. */
export async function readInPages(store: TapeStore, topics: TopicSelector, limit: number, after: Seq = 0) {
  const all: TapeEvent[] = [];
  for (;;) {
    const page = await store.read(topics, all.at(-1)?.seq ?? after, limit);
    if (page.length === 0) return all;
    all.push(...page);
  }
}
