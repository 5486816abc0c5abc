import OpenAI from 'openai';
import { startApi, type Api } from '../../support/api.process';
import { post, postText } from '../../support/http.request';
import { AT_ONCE, chat, clientOf, collect, failure, newKey, respond, SIMULATED } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { ...SIMULATED, MAX_BODY_BYTES: '4096' } });
});
afterAll(() => api[Symbol.asyncDispose]());

interface ErrorBody {
  readonly error: { message: string; type: string; param: string | null; code: string | null };
}

const messages = [{ role: 'user', content: 'Hi' }];
const bad = (path: string, body: object) => post<ErrorBody>(`${api.url}/v1/${path}`, body);

it.each([
  ['model', { messages }],
  ['messages', { model: 'sim-fast' }],
  ['messages', { model: 'sim-fast', messages: [] }],
  ['messages', { model: 'sim-fast', messages: [[{ role: 'user', content: 'Hi' }]] }],
  ['messages[0].role', { model: 'sim-fast', messages: [{ role: 'king', content: 'Hi' }] }],
  ['messages[0].content', { model: 'sim-fast', messages: [{ role: 'user' }] }],
  ['messages[0].content', { model: 'sim-fast', messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }],
  ['messages[0].tool_call_id', { model: 'sim-fast', messages: [{ role: 'tool', content: '4' }] }],
  ['n', { model: 'sim-fast', messages, n: 2 }],
  ['max_tokens', { model: 'sim-fast', messages, max_tokens: 0 }],
  ['stop', { model: 'sim-fast', messages, stop: ['a', 'b', 'c', 'd', 'e'] }],
  ['seed', { model: 'sim-fast', messages, seed: 'x' }],
  ['stream', { model: 'sim-fast', messages, stream: 'yes' }],
  ['temperature', { model: 'sim-fast', messages, temperature: 'hot' }],
  ['tool_choice', { model: 'sim-fast', messages, tool_choice: 'required' }],
  [
    'response_format',
    { model: 'sim-fast', messages, response_format: { type: 'json_schema', json_schema: { name: 's' } } },
  ],
  ['tools[0].type', { model: 'sim-fast', messages, tools: [{ type: 'custom', function: { name: 'f' } }] }],
  ['tools[0].function.name', { model: 'sim-fast', messages, tools: [{ type: 'function', function: { name: 'a b' } }] }],
  ['simulate.tokens', { model: 'sim-fast', messages, simulate: { tokens: -1 } }],
])('a chat completion is refused with 400 that names %s', async (param, body) => {
  for (const stream of [true, false]) {
    const answer = await bad('chat/completions', 'stream' in body ? body : { ...body, stream });
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', param } } });
  }
});

it.each([
  ['input', { model: 'sim-fast' }],
  ['input', { model: 'sim-fast', input: 7 }],
  ['input[0].content', { model: 'sim-fast', input: [{ role: 'user', content: [{ type: 'input_image' }] }] }],
  ['input[0].type', { model: 'sim-fast', input: [{ type: 'item_reference', id: 'msg_1' }] }],
  ['input[0].call_id', { model: 'sim-fast', input: [{ type: 'function_call_output', output: '4' }] }],
  ['input', { model: 'sim-fast', input: [] }],
  ['input[0].content', { model: 'sim-fast', input: [{ role: 'user' }] }],
  ['text.format', { model: 'sim-fast', input: 'Hi', text: { format: { type: 'json_schema', name: 's', schema: {} } } }],
  ['tools[0].type', { model: 'sim-fast', input: 'Hi', tools: [{ type: 'web_search' }] }],
  ['conversation', { model: 'sim-fast', input: 'Hi', conversation: 'conv_1' }],
  ['background', { model: 'sim-fast', input: 'Hi', background: 1 }],
])('a response is refused with 400 that names %s', async (param, body) => {
  expect(await bad('responses', body)).toMatchObject({ status: 400, body: { error: { param } } });
});

it('says in the same shape that a body could not be read, and other routes in theirs', async () => {
  for (const path of ['chat/completions', 'responses']) {
    const url = `${api.url}/v1/${path}`;
    expect(await postText<ErrorBody>(url, '{"model":')).toMatchObject({
      status: 400,
      body: { error: { param: null } },
    });
    expect(await postText<ErrorBody>(url, '[1]')).toMatchObject({ status: 400, body: { error: { param: null } } });
    const long = await postText<ErrorBody>(url, JSON.stringify({ model: 'x'.repeat(5_000) }));
    expect(long).toMatchObject({ status: 413, body: { error: { type: 'invalid_request_error' } } });
    const text = await postText<ErrorBody>(url, 'Hi', { 'Content-Type': 'text/plain' });
    expect(text).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media_type' } } });
  }
  const other = await postText(`${api.url}/v1/generations`, '{');
  expect(other.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
});

it('has no such model, and says so with 404', async () => {
  const client = clientOf(api);
  const model = 'gpt-unheard-of';
  for (const request of [
    () => client.chat.completions.create(chat({}, { model })),
    () => client.chat.completions.create({ ...chat({}, { model }), stream: true }),
    () => client.responses.create(respond({}, { model })),
    () => client.models.retrieve(model),
  ]) {
    const error = await failure(request());
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
  }
});

it('has no such response, and says so with 404', async () => {
  const { responses } = clientOf(api);
  const id = 'resp_0123456789abcdef01234567';
  for (const request of [
    () => responses.retrieve(id),
    () => responses.retrieve('nobody'),
    () => responses.retrieve(id, { stream: true }),
    () => responses.cancel(id),
    () => responses.create(respond({}, { previous_response_id: id })),
  ]) {
    expect(await failure(request())).toBeInstanceOf(OpenAI.NotFoundError);
  }
});

const ALL_STATUSES = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 529];

it.each(ALL_STATUSES)('a generation that fails before its first token with %i is answered with it', async (status) => {
  const client = clientOf(api);
  const simulate = { faults: [{ kind: 'http', status, retryAfter: 'ms', retryAfterMs: 1_500 }] };
  for (const request of [
    () => client.chat.completions.create(chat(simulate)),
    () => client.chat.completions.create({ ...chat(simulate), stream: true }),
    () => client.responses.create(respond(simulate)),
    () => client.responses.create({ ...respond(simulate), stream: true }),
  ]) {
    const error = await failure(request());
    expect(error).toMatchObject({ status, code: expect.any(String) as string });
    expect(error.headers?.get('retry-after')).toBe('2');
    expect(error.headers?.get('retry-after-ms')).toBe('1500');
  }
});

it.each([
  [true, undefined],
  [false, undefined],
  [true, newKey().headers],
  [false, newKey().headers],
])('429 twice, then success: the SDK tries again by itself (stream: %s, %j)', async (stream, headers) => {
  const statuses: number[] = [];
  const counting: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    statuses.push(response.status);
    return response;
  };
  const client = clientOf(api, { maxRetries: 2, fetch: counting });
  const fault = { kind: 'http', status: 429, retryAfter: 'ms', retryAfterMs: 10, healsAfter: 2 };
  const request = chat(
    { tokens: 5, faults: [fault] },
    { messages: [{ role: 'user', content: `heals ${stream} ${headers !== undefined}` }] },
  );
  if (stream) {
    const { items, error } = await collect(await client.chat.completions.create({ ...request, stream }, { headers }));
    expect({ error, last: items.at(-1)?.choices[0]?.finish_reason }).toEqual({ error: undefined, last: 'stop' });
  } else {
    expect((await client.chat.completions.create(request, { headers })).choices[0]?.finish_reason).toBe('stop');
  }
  expect(statuses).toEqual([429, 429, 200]);
});

it.each([
  ['error', 'stream_failed'],
  ['cut', 'connection_lost'],
])('%s in the middle of a stream is raised by the SDK with the code %s', async (kind, code) => {
  const simulate = { tokens: 20, faults: [{ kind, atToken: 8 }] };
  const raw = await collect(await clientOf(api).chat.completions.create({ ...chat(simulate), stream: true }));
  expect(raw.items.length).toBeGreaterThan(1);
  expect(raw.error).toBeInstanceOf(OpenAI.APIError);
  expect(raw.error).toMatchObject({ code, type: 'server_error', param: null });

  const helper = clientOf(api).chat.completions.stream({ ...chat(simulate), stream: true });
  expect(await failure(helper.finalChatCompletion())).toMatchObject({ code });
  expect(await failure(clientOf(api).chat.completions.create(chat(simulate)))).toMatchObject({ status: 502, code });
});

it('a response that fails in the middle is one that has failed, with what there was of it', async () => {
  const simulate = { tokens: 20, faults: [{ kind: 'error', atToken: 8 }] };
  const { items, error } = await collect(await clientOf(api).responses.create({ ...respond(simulate), stream: true }));
  expect(error).toBeUndefined();
  const failed = { status: 'failed', error: { code: 'stream_failed' }, usage: { output_tokens: 8 } };
  expect(items.at(-1)).toMatchObject({ type: 'response.failed', response: failed });
  const whole = await clientOf(api).responses.create(respond(simulate));
  expect(whole).toMatchObject(failed);
  expect(whole.output_text).not.toBe('');
});

it('a server that stops ends a chat completion with an error, never as if it were whole', async () => {
  await using stopping = await startApi({ env: SIMULATED });
  const latency = { ...AT_ONCE, gapMedianMs: 20 };
  const stream = await clientOf(stopping).chat.completions.create({
    ...chat({ tokens: 'endless', latency }),
    stream: true,
  });
  const reading = collect(stream);
  const exit = stopping.kill('SIGTERM');
  expect((await reading).error).toMatchObject({ code: 'interrupted' });
  expect((await exit).code).toBe(0);
});
