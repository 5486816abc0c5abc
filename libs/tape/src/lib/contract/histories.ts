import { fixtures } from '@tickertape/events/testing';
import { families } from '@tickertape/events';
import type { Topic } from '@tickertape/wire';
import fc from 'fast-check';
import type { EventInput } from '../tape-writer';
import { Tape, type TapeOptions } from '../tape';
import type { TapeStore } from '../tape-store';

/** A tape of all families of the shared library, whose data is taken as it is. */
export async function openTape(store: TapeStore, options?: TapeOptions): Promise<Tape> {
  const tape = await Tape.open(store, options);
  for (const family of families) tape.families.register({ family, check: () => [] });
  return tape;
}

/** One topic of a family, and its events in order. */
export interface TopicHistory {
  readonly topic: Topic;
  readonly events: readonly EventInput[];
}

/**
 * Random histories of random topics, as they really occur. Stretches of events that do not finish a topic are drawn out,
 * so that there is something to merge.
 */
export const histories: fc.Arbitrary<TopicHistory[]> = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 12 })), { minLength: 1, maxLength: 4 })
  .map((drawn) =>
    drawn.map(([familyIndex, historyIndex, drawOut], topicIndex) => {
      const { family, samples, histories: known } = pick(fixtures, familyIndex);
      const types = pick(known, historyIndex);
      const event = (type: string, n: number): EventInput => ({ type, data: numbered(samples[type] ?? {}, n) });
      const middle = types.filter((type) => !family.isTerminal(type)).at(-1);
      const drawnOut = middle ? Array.from({ length: drawOut }, () => middle) : [];
      const last = types.filter((type) => family.isTerminal(type));
      const before = types.filter((type) => !family.isTerminal(type));
      const topic: Topic = `${family.name}/${topicIndex}`;
      return { topic, events: [...before, ...drawnOut, ...last].map(event) };
    }),
  );

/** Histories of two or three generations, with much to merge. */
export const mergingHistories: fc.Arbitrary<TopicHistory[]> = fc
  .array(fc.integer({ min: 5, max: 40 }), { minLength: 2, maxLength: 3 })
  .map((lengths) =>
    lengths.map((length, topicIndex) => ({
      topic: `generations/${topicIndex}` as const,
      events: Array.from({ length }, (_, n) => ({ type: 'generations.delta', data: { text: `${topicIndex}.${n} ` } })),
    })),
  );

/** Makes events of one type tell apart, where they carry text. */
function numbered(data: object, n: number): object {
  return 'text' in data ? { ...data, text: `${n}:${String(data.text)}` } : data;
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
