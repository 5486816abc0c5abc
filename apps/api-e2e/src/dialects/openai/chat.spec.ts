import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { startApi, type Api } from '../../support/api.process';
import { chat, clientOf, collect, generationOf, SIMULATED, SPREAD } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: SIMULATED });
});
afterAll(() => api[Symbol.asyncDispose]());

type Delta = ChatCompletionChunk.Choice.Delta & { reasoning_content?: string };

async function chunksOf(simulate: object, more: object = {}): Promise<ChatCompletionChunk[]> {
  const stream = await clientOf(api).chat.completions.create({ ...chat(simulate, more), stream: true });
  const { items, error } = await collect(stream);
  expect(error).toBeUndefined();
  return items;
}

const deltasOf = (chunks: readonly ChatCompletionChunk[]): Delta[] =>
  chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));

it('streams a role, content and a finish, in chunks of one id', async () => {
  const chunks = await chunksOf({ tokens: 12, latency: SPREAD }, { seed: 7 });
  const deltas = deltasOf(chunks);
  expect(deltas[0]).toEqual({ role: 'assistant', content: '', refusal: null });
  expect(deltas.at(-1)).toEqual({});
  const reasons = chunks.flatMap(({ choices }) => choices.map(({ finish_reason }) => finish_reason));
  expect(reasons).toEqual([...Array<null>(chunks.length - 1).fill(null), 'stop']);
  expect(new Set(chunks.map(({ id, created, model }) => JSON.stringify({ id, created, model }))).size).toBe(1);
  expect(chunks[0]).toMatchObject({ object: 'chat.completion.chunk', system_fingerprint: 'fp_sim_7' });
  expect(chunks[0]).not.toHaveProperty('usage');

  const generation = await generationOf(api, chunks[0]?.id ?? '');
  expect(deltas.map(({ content }) => content ?? '').join('')).toBe(generation.text);
  expect(Math.abs((chunks[0]?.created ?? 0) - Date.now() / 1_000)).toBeLessThan(60);
});

it('counts usage in a last chunk when it is asked to, and in no other', async () => {
  const chunks = await chunksOf({ tokens: 5 }, { stream_options: { include_usage: true } });
  expect(chunks.slice(0, -1).map(({ usage }) => usage)).toEqual(Array<null>(chunks.length - 1).fill(null));
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 5 } });
  const { prompt_tokens = 0, total_tokens } = chunks.at(-1)?.usage ?? {};
  expect(prompt_tokens).toBeGreaterThan(0);
  expect(total_tokens).toBe(prompt_tokens + 5);
});

it('answers without a stream what it streams for the same request', async () => {
  const request = chat({ tokens: 20, text: 'markdown' }, { seed: 11 });
  const whole = await clientOf(api).chat.completions.create(request);
  const streamed = await clientOf(api)
    .chat.completions.stream({ ...request, stream: true })
    .finalChatCompletion();
  expect(whole).toMatchObject({ object: 'chat.completion', usage: { completion_tokens: 20 } });
  expect(whole.choices[0]).toMatchObject({ index: 0, finish_reason: 'stop', message: { refusal: null } });
  expect(whole.choices[0]?.message.content).toBe(streamed.choices[0]?.message.content);
  expect(whole.choices[0]?.message.content).toBe((await generationOf(api, whole.id)).text);
});

it('is the same text code point for code point, whatever it has in it', async () => {
  const chunks = await chunksOf({ text: 'hostile', tokens: 400, tokenizer: 'bytes' });
  const text = deltasOf(chunks).map(({ content }) => content ?? '');
  const generation = await generationOf(api, chunks[0]?.id ?? '');
  expect(generation.text.length).toBeGreaterThan(300);
  expect([...text.join('')]).toEqual([...generation.text]);
});

const CALLS = { toolCalls: [{ name: 'look_up', arguments: { word: '雪', n: [1, 2, 3] } }, { name: 'stop' }] };
const TOOLS = {
  tools: [
    { type: 'function', function: { name: 'look_up', parameters: { type: 'object' }, strict: true } },
    { type: 'function', function: { name: 'stop' } },
  ],
};

it('streams calls of tools in pieces: id, type and name only in the first of each', async () => {
  const chunks = await chunksOf({ ...CALLS, latency: SPREAD }, TOOLS);
  const pieces = deltasOf(chunks).flatMap(({ tool_calls = [] }) => tool_calls);
  for (const index of [0, 1]) {
    const [first, ...rest] = pieces.filter((piece) => piece.index === index);
    expect(first).toMatchObject({ type: 'function', id: expect.stringMatching(/^call_/) as string });
    expect(rest.length).toBeGreaterThan(0);
    for (const piece of rest) expect(Object.keys(piece).sort()).toEqual(['function', 'index']);
    for (const piece of rest) expect(Object.keys(piece.function ?? {})).toEqual(['arguments']);
  }
  expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls');
});

it('gives calls of tools to the helper of the SDK and to a request without a stream alike', async () => {
  const request = chat(CALLS, { ...TOOLS, seed: 3 });
  const whole = await clientOf(api).chat.completions.create(request);
  const streamed = await clientOf(api)
    .chat.completions.stream({ ...request, stream: true })
    .finalChatCompletion();
  for (const { choices } of [whole, streamed]) {
    const [choice] = choices;
    expect(choice).toMatchObject({ finish_reason: 'tool_calls' });
    const calls = choice?.message.tool_calls?.map((call) => (call.type === 'function' ? call.function : undefined));
    expect(calls?.map((call) => call?.name)).toEqual(['look_up', 'stop']);
    expect(calls?.map((call): unknown => JSON.parse(call?.arguments ?? ''))).toEqual([
      { word: '雪', n: [1, 2, 3] },
      {},
    ]);
  }
  expect(whole.choices[0]?.message.content).toBeNull();
});

it('has reasoning and refusals in fields of their own', async () => {
  const thinking = deltasOf(await chunksOf({ reasoningTokens: 8, tokens: 4 }));
  const join = (field: 'reasoning_content' | 'content' | 'refusal', deltas: readonly Delta[]) =>
    deltas.map((delta) => delta[field] ?? '').join('');
  expect(join('reasoning_content', thinking)).not.toBe('');
  expect(join('content', thinking)).not.toBe('');

  const refusing = deltasOf(await chunksOf({ refusal: 'I would rather not.' }));
  expect(join('refusal', refusing)).toBe('I would rather not.');
  expect(join('content', refusing)).toBe('');
  const { choices } = await clientOf(api).chat.completions.create(chat({ refusal: 'No.', reasoningTokens: 3 }));
  expect(choices[0]?.message).toMatchObject({ content: null, refusal: 'No.' });
  expect(choices[0]?.message).toHaveProperty('reasoning_content', expect.stringMatching(/./));
});

it('takes a whole conversation: parts, roles, calls and their results', async () => {
  const messages = [
    { role: 'developer', content: 'Be brief.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is ' },
        { type: 'text', text: '雪?' },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look_up', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: 'snow' },
    { role: 'assistant', content: null, refusal: 'No.' },
  ];
  const { id } = await clientOf(api).chat.completions.create(chat({ tokens: 3 }, { messages }));
  expect((await generationOf(api, id)).messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is 雪?' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'look_up', arguments: '{}' }] },
    { role: 'tool', content: 'snow', toolCallId: 'c1' },
    { role: 'assistant', content: 'No.' },
  ]);
});

it('knows both names of the limit, stop texts, and nulls', async () => {
  const create = async (more: object) => (await clientOf(api).chat.completions.create(chat({}, more))).choices[0];
  expect(await create({ max_tokens: 4 })).toMatchObject({ finish_reason: 'length' });
  expect(await create({ max_completion_tokens: 4, max_tokens: 900 })).toMatchObject({ finish_reason: 'length' });
  const { content } = (await create({ seed: 5, max_tokens: 40 }))?.message ?? {};
  const stop = content?.slice(20, 30) ?? '';
  for (const form of [stop, [stop, 'never said']]) {
    const stopped = await create({ seed: 5, max_tokens: 40, stop: form });
    expect(stopped).toMatchObject({
      finish_reason: 'stop',
      message: { content: content?.slice(0, content.indexOf(stop)) },
    });
  }
  const nulls = { max_tokens: null, stop: null, seed: null, n: null, tools: null, stream_options: null };
  expect(await create({ ...nulls, max_completion_tokens: 3, user: 'ann', logit_bias: {} })).toMatchObject({
    finish_reason: 'length',
  });
});

it('answers the empty text', async () => {
  const { choices } = await clientOf(api).chat.completions.create(chat({ tokens: 0 }));
  expect(choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: '' } });
  expect(deltasOf(await chunksOf({ tokens: 0 }))).toEqual([{ role: 'assistant', content: '', refusal: null }, {}]);
});

it('lists its models, and says of each whose it is', async () => {
  const models = (await collect(await clientOf(api).models.list())).items;
  expect(models.map(({ id }) => id)).toContain('sim-fast');
  for (const model of models) {
    expect(model).toEqual({ id: model.id, object: 'model', created: 0, owned_by: 'tickertape-simulated' });
    expect(await clientOf(api).models.retrieve(model.id)).toEqual(model);
  }
});
