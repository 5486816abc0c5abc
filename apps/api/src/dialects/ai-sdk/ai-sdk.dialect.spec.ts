import { createFrame } from '@tickertape/wire';
import { completed, late, live, reasoning, render, RUN, started, text, toFrames, USAGE } from './testing/ui-stream';
import type { Told } from './testing/ui-stream';

const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7 };
const generation = { id: 'g1', model: 'm', links: RUN.links };
const call = (index: number, piece: string, name = 'look_up'): Told => [
  'generations.tool_call_delta',
  { index, id: `call_${index}`, name, arguments: piece },
];
const calls: Told = ['generations.completed', { finishReason: 'tool_calls', usage: USAGE }];
const partsOf = (message: { parts: object[] } | undefined) => message?.parts.slice(1);

it('says an answer with its start, its step, its part and its end', async () => {
  const { chunks, text: said, isComplete } = await render(live([started, text('Hel'), text('lo'), completed]));
  expect(chunks).toEqual([
    { type: 'start', messageId: 'g1', messageMetadata: { generation } },
    { type: 'start-step' },
    { type: 'text-start', id: 'text-1' },
    { type: 'text-delta', id: 'text-1', delta: 'Hel' },
    { type: 'text-delta', id: 'text-1', delta: 'lo' },
    { type: 'text-end', id: 'text-1' },
    { type: 'finish-step' },
    { type: 'finish', finishReason: 'stop', messageMetadata: { usage } },
  ]);
  expect(said.endsWith('data: [DONE]\n\n')).toBe(true);
  expect(isComplete).toBe(true);
});

it('says what is known at once in one delta, and goes on live', async () => {
  const events = [started, text('a'), text('b'), text('c'), text('d'), completed];
  const { chunks } = await render(late(events, 4));
  expect(chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []))).toEqual(['abc', 'd']);
});

it('holds back no more than it has to of a long replay', async () => {
  const piece = 'x'.repeat(40_000);
  const { chunks } = await render(late([started, text(piece), text(piece), text(piece), completed]));
  expect(chunks.filter(({ type }) => type === 'text-delta')).toHaveLength(2);
});

it('announces a message that waits for its turn, and its step when it has it', async () => {
  const [, data] = started;
  const queued = ['generations.queued', data] as Told;
  const { chunks } = await render(live([queued]));
  expect(chunks.map(({ type }) => type)).toEqual(['start']);
  expect((await render(live([queued, started, text('x'), completed]))).chunks.map(({ type }) => type)).toEqual([
    'start',
    'start-step',
    'text-start',
    'text-delta',
    'text-end',
    'finish-step',
    'finish',
  ]);
});

it('has a part for each stretch of reasoning, text and refusal', async () => {
  const refusal: Told = ['generations.refusal_delta', { text: 'No.' }];
  const events = [started, reasoning('Hm'), reasoning('m'), text('Well'), reasoning('But'), refusal, completed];
  const { message, errors } = await render(live(events));
  expect(errors).toEqual([]);
  expect(partsOf(message)).toMatchObject([
    { type: 'reasoning', text: 'Hmm', state: 'done' },
    { type: 'text', text: 'Well', state: 'done' },
    { type: 'reasoning', text: 'But', state: 'done' },
    { type: 'text', text: 'No.', state: 'done' },
  ]);
});

it('tells calls in pieces, those of several in turns, and each as a whole at the end', async () => {
  const events = [started, text('Let me see.'), call(0, '{"word":'), call(1, ''), call(0, '"tick"}'), calls];
  for (const frames of [live(events), late(events), late(events, 3)]) {
    const { message, errors, chunks } = await render(frames);
    expect(errors).toEqual([]);
    expect(partsOf(message)).toMatchObject([
      { type: 'text', text: 'Let me see.', state: 'done' },
      { type: 'tool-look_up', toolCallId: 'call_0', state: 'input-available', input: { word: 'tick' } },
      { type: 'tool-look_up', toolCallId: 'call_1', state: 'input-available', input: {} },
    ]);
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', finishReason: 'tool-calls' });
  }
});

it.each(['{"word":', 'tick', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":1}}'])(
  'says of arguments that clients cannot take that they are wrong: %s',
  async (input) => {
    const { message } = await render(live([started, call(0, input), calls]));
    expect(partsOf(message)).toMatchObject([{ type: 'tool-look_up', state: 'output-error', rawInput: input }]);
  },
);

it.each([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool-calls'],
  ['content_filter', 'content-filter'],
] as const)('finishes for %s in the words of the AI SDK: %s', async (finishReason, expected) => {
  const { chunks } = await render(live([started, ['generations.completed', { finishReason, usage: USAGE }]]));
  expect(chunks.at(-1)).toMatchObject({ type: 'finish', finishReason: expected });
});

it('ends the open part and tells the usage before the error of a failed run', async () => {
  const failed: Told = ['generations.failed', { code: 'overloaded', message: 'Too much to do.', usage: USAGE }];
  const { chunks, message, errors, text: said } = await render(live([started, text('a'), failed]));
  expect(chunks.slice(-3)).toEqual([
    { type: 'text-end', id: 'text-1' },
    { type: 'message-metadata', messageMetadata: { usage, error: { code: 'overloaded' } } },
    { type: 'error', errorText: 'Too much to do.' },
  ]);
  expect(message?.parts.at(-1)).toMatchObject({ type: 'text', text: 'a', state: 'done' });
  expect(errors).toEqual([new Error('Too much to do.')]);
  expect(said.endsWith('data: [DONE]\n\n')).toBe(true);
});

it('ends the open part before the abort of a cancelled run, and leaves its calls unanswered', async () => {
  const cancelled: Told = ['generations.cancelled', { usage: USAGE }];
  const one = await render(live([started, text('a'), cancelled]));
  expect(one.chunks.slice(-3).map(({ type }) => type)).toEqual(['text-end', 'message-metadata', 'abort']);
  expect(one.errors).toEqual([]);
  const two = await render(live([started, call(0, '{}'), cancelled]));
  expect(two.message?.parts.at(-1)).toMatchObject({ state: 'input-streaming' });
});

it('says that an interrupted run was interrupted, as an error', async () => {
  const { chunks, isComplete } = await render(
    live([started, text('a'), ['generations.interrupted', { usage: USAGE }]]),
  );
  expect(chunks.slice(-2)).toMatchObject([
    { type: 'message-metadata', messageMetadata: { error: { code: 'interrupted' } } },
    { type: 'error', errorText: expect.stringContaining('stopped') as string },
  ]);
  expect(isComplete).toBe(true);
});

it('keeps a silent connection alive with a comment, says nothing of a drain, and is not complete then', async () => {
  const heartbeat = createFrame('tape.heartbeat', 'k-2', { time: '' });
  const drain = createFrame('tape.drain', 'k-2', { reason: 'lifetime', retryMs: 1 });
  const before = await render(live([started, text('a')]));
  const after = await render([...live([started, text('a')]), heartbeat, drain]);
  expect(after.text).toBe(`${before.text}: heartbeat\n\n`);
  expect(after.isComplete).toBe(false);
});

it('says that its own stream failed, as an error', async () => {
  const failed = createFrame('tape.failed', 'k-2', { code: 'store_failed', message: 'The store failed.' });
  const { chunks } = await render([...live([started, text('a')]), failed, ...toFrames([text('b')])]);
  expect(chunks.slice(-2)).toEqual([
    { type: 'text-end', id: 'text-1' },
    { type: 'error', errorText: 'The store failed.' },
  ]);
});
