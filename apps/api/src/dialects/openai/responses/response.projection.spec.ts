import fc from 'fast-check';
import { generations } from '@tickertape/events';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { GenerationEvent } from '../openai.stream';
import { ResponseProjection } from './response.projection';

const time = '2030-01-01T00:00:00.000Z';
const usage = { promptTokens: 3, completionTokens: 4, totalTokens: 7 };
const requested = { messages: [{ role: 'user' as const, content: 'Hi' }], model: 'sim-fast', promptTokens: 3 };

type Told = { readonly event: GenerationEvent; readonly merged: number };
type Content = Pick<GenerationEvent, 'type' | 'data'>;

function tell(contents: readonly Content[]): Told[] {
  return contents.map((content, i) => ({ event: { ...content, version: i + 1, time } as GenerationEvent, merged: 1 }));
}

/** Merges neighbours where `joins` says so and the family allows it, as a reader that is behind is sent them. */
function merge(told: readonly Told[], joins: readonly boolean[]): Told[] {
  const merged: Told[] = [];
  for (const [i, { event, merged: count }] of told.entries()) {
    const last = merged.at(-1);
    const data = last && joins[i] ? generations.merge?.(last.event, event) : undefined;
    if (last && data)
      merged[merged.length - 1] = { event: { ...event, data } as GenerationEvent, merged: last.merged + count };
    else merged.push({ event, merged: count });
  }
  return merged;
}

function project(told: readonly Told[]): { events: ResponseStreamEvent[]; projection: ResponseProjection } {
  const projection = new ResponseProjection('7');
  return { events: told.flatMap(({ event, merged }) => projection.apply(event, merged)), projection };
}

const started: Content = { type: 'generations.started', data: requested };
const completed: Content = { type: 'generations.completed', data: { finishReason: 'stop', usage } };
const text = (type: GenerationEvent['type']) =>
  fc.string({ unit: 'grapheme' }).map((text) => ({ type, data: { text } }));
const call = fc.record({ index: fc.nat(2), piece: fc.string() }).map(({ index, piece }) => ({
  type: 'generations.tool_call_delta' as const,
  data: { index, id: `call_${index}`, name: `f${index}`, arguments: piece },
}));
const history = fc
  .array(
    fc.oneof(
      text('generations.delta'),
      text('generations.reasoning_delta'),
      text('generations.refusal_delta'),
      call,
    ) as fc.Arbitrary<Content>,
    { maxLength: 30 },
  )
  .map((contents) => tell([started, ...contents, completed]));
const joins = fc.array(fc.boolean(), { minLength: 32, maxLength: 32 });

it('numbers the events of a generation densely from 0', () => {
  fc.assert(
    fc.property(history, (told) => {
      const numbers = project(told).events.map(({ sequence_number }) => sequence_number);
      expect(numbers).toEqual(numbers.map((_, i) => i));
    }),
  );
});

it('says the same response, with the same last number, however its events were merged', () => {
  fc.assert(
    fc.property(history, joins, (told, where) => {
      const whole = project(told);
      const merged = project(merge(told, where));
      expect(merged.projection.current).toEqual(whole.projection.current);
      expect(merged.events.at(-1)).toEqual(whole.events.at(-1));
      const numbers = merged.events.map(({ sequence_number }) => sequence_number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }),
  );
});

it('gives every event the number it has in an unmerged history, a merged delta that of its last', () => {
  fc.assert(
    fc.property(history, joins, (told, where) => {
      const whole = new Map(project(told).events.map((event) => [event.sequence_number, event]));
      for (const event of project(merge(told, where)).events) {
        const same = whole.get(event.sequence_number);
        expect(same?.type).toBe(event.type);
        if (!event.type.endsWith('.delta')) expect(same).toEqual(event);
      }
    }),
  );
});

it('has the text of the generation in its deltas, in its items and at its end', () => {
  fc.assert(
    fc.property(history, (told) => {
      const { events, projection } = project(told);
      const written = told.flatMap(({ event }) => (event.type === 'generations.delta' ? [event.data.text] : []));
      const deltas = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []));
      const items = projection.current?.output.flatMap((item) => (item.type === 'message' ? item.content : []));
      const parts = items?.flatMap((part) => (part.type === 'output_text' ? [part.text] : []));
      expect(deltas.join('')).toBe(written.join(''));
      expect(parts?.join('')).toBe(written.join(''));
    }),
  );
});

it('begins and ends an item before the next, and tells its place', () => {
  const { events } = project(
    tell([
      { type: 'generations.queued', data: requested },
      started,
      { type: 'generations.reasoning_delta', data: { text: 'Hm.' } },
      { type: 'generations.delta', data: { text: 'Yes' } },
      { type: 'generations.refusal_delta', data: { text: 'no' } },
      { type: 'generations.completed', data: { finishReason: 'length', usage } },
    ]),
  );
  expect(events.map(({ type }) => type.replace('response.', ''))).toEqual([
    ...['created', 'queued', 'in_progress'],
    ...['output_item.added', 'content_part.added', 'reasoning_text.delta'],
    ...['reasoning_text.done', 'content_part.done', 'output_item.done'],
    ...['output_item.added', 'content_part.added', 'output_text.delta', 'output_text.done', 'content_part.done'],
    ...['content_part.added', 'refusal.delta', 'refusal.done', 'content_part.done', 'output_item.done'],
    'incomplete',
  ]);
  expect(events.at(-1)).toMatchObject({
    response: {
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
      output: [{ status: 'completed' }, { status: 'incomplete' }],
    },
  });
});

it.each([
  [{ type: 'generations.cancelled', data: { usage } }, 'response.incomplete', { status: 'cancelled', error: null }],
  [{ type: 'generations.interrupted', data: { usage } }, 'response.failed', { error: { code: 'interrupted' } }],
  [
    { type: 'generations.failed', data: { code: 'stream_failed', message: 'It broke.', usage } },
    'response.failed',
    { status: 'failed', error: { code: 'stream_failed', message: 'It broke.' } },
  ],
] as const)('ends early without an end of what was being written: %j', (end, type, response) => {
  const { events, projection } = project(tell([started, { type: 'generations.delta', data: { text: 'a' } }, end]));
  expect(events.map((event) => event.type).filter((each) => each.endsWith('.done'))).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type, response: { ...response, output: [{ status: 'incomplete' }] } });
  expect(projection.isOver).toBe(true);
});
