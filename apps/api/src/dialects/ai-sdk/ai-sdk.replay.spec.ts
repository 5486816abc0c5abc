import type { GenerationRequested } from '@tickertape/events';
import type { UIMessage } from 'ai';
import fc from 'fast-check';
import { completed, late, live, reasoning, render, RUN, started, text, type Told } from './testing/ui-stream';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '\r',
    '\n\n',
    '\0',
    '\r\n\r\n',
    'data: [DONE]\n\n',
    '\u2028',
    '👨‍👩‍👧‍👦',
    '\uD83D',
    '\uFEFF',
    '"__proto__":1',
    '<b>',
  ),
);
const piece = fc.oneof(
  hostile.map(text),
  hostile.map(reasoning),
  hostile.map((refusal): Told => ['generations.refusal_delta', { text: refusal }]),
  fc
    .tuple(fc.nat(2), hostile)
    .map(([index, part]): Told => [
      'generations.tool_call_delta',
      { index, id: `call_${index}`, name: 'look_up', arguments: part },
    ]),
);

it('makes the same message of a stream that comes at any time, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.nat(22), async (pieces, known) => {
      const events = [started, ...pieces, completed];
      const fromStart = await render(live(events));
      const replayed = await render(late(events));
      const joined = await render(late(events, Math.min(known, events.length)));
      expect(fromStart.errors).toEqual([]);
      expect(replayed.message).toEqual(fromStart.message);
      expect(joined.message).toEqual(fromStart.message);
      expect(replayed.chunks.length).toBeLessThanOrEqual(fromStart.chunks.length);
      expect(textOf(fromStart.message, 'reasoning')).toBe(said(events, ['generations.reasoning_delta']));
      expect(textOf(fromStart.message, 'text')).toBe(said(events, ['generations.delta', 'generations.refusal_delta']));
    }),
    { numRuns: 200 },
  );
});

it('goes on with a message that had steps before, and tells them to a client that starts afresh', async () => {
  const messages: GenerationRequested['messages'] = [
    { role: 'user', content: 'How is the weather in Kyōto?' },
    {
      role: 'assistant',
      content: 'Let me look.',
      toolCalls: [
        { id: 'c1', name: 'weather', arguments: '{"city":"Kyōto"}' },
        { id: 'c2', name: 'clock', arguments: '{}' },
      ],
    },
    { role: 'tool', content: '{"sky":"clear"}', toolCallId: 'c1' },
    { role: 'tool', content: 'noon', toolCallId: 'c2' },
  ];
  const before: UIMessage = {
    id: 'm0',
    role: 'assistant',
    parts: [
      { type: 'step-start' },
      { type: 'text', text: 'Let me look.', state: 'done' },
      {
        type: 'tool-weather',
        toolCallId: 'c1',
        state: 'output-available',
        input: { city: 'Kyōto' },
        output: { sky: 'clear' },
      },
      { type: 'tool-clock', toolCallId: 'c2', state: 'output-available', input: {}, output: 'noon' },
    ],
  };
  const events: Told[] = [
    ['generations.started', { messages, model: 'm', promptTokens: 9 }],
    text('It is clear.'),
    completed,
  ];
  const went = await render(live(events), { ...RUN, messageId: 'm0' }, before);
  const afresh = await render(late(events), { ...RUN, messageId: 'm0', fromScratch: true });
  expect(went.message?.id).toBe('m0');
  expect(went.message?.parts).toMatchObject([
    ...before.parts,
    { type: 'step-start' },
    { type: 'text', text: 'It is clear.', state: 'done' },
  ]);
  expect(JSON.parse(JSON.stringify(afresh.message))).toEqual(JSON.parse(JSON.stringify(went.message)));
  // A client runs what it is told is available: these calls have their results.
  expect(afresh.chunks.map(({ type }) => type)).not.toContain('tool-input-available');
});

function said(events: readonly Told[], types: readonly string[]): string {
  return events.map(([type, data]) => (types.includes(type) ? (data as { text: string }).text : '')).join('');
}

function textOf(message: UIMessage | undefined, type: 'text' | 'reasoning'): string {
  return (message?.parts ?? []).map((part) => (part.type === type ? part.text : '')).join('');
}
