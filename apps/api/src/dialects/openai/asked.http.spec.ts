import { startOpenAi, AT_ONCE, messages } from './testing/openai.app';
import { startProvider } from './testing/provider';

let provider: Awaited<ReturnType<typeof startProvider>>;
let api: Awaited<ReturnType<typeof startOpenAi>>;
beforeAll(async () => {
  provider = await startProvider();
  api = await startOpenAi({ provider: { baseUrl: provider.baseUrl, models: ['real'] } });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

const parameters = { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] };
const schema = { type: 'object', properties: { name: { type: 'string' } } };
const json_schema = { name: 'person', description: 'Somebody', schema, strict: true };
const look_up = { name: 'look_up', description: 'Looks up', parameters, strict: true };
const choosing = { temperature: 0.2, top_p: 0.9, parallel_tool_calls: false };

it('a provider is asked for what a chat completion asks for', async () => {
  const asked = {
    messages: [{ role: 'user' as const, name: 'ann', content: 'Hi' }],
    ...choosing,
    tools: [{ type: 'function' as const, function: look_up }],
    tool_choice: { type: 'function' as const, function: { name: 'look_up' } },
    response_format: { type: 'json_schema' as const, json_schema },
    seed: -1,
  };
  await api.sdk.chat.completions.create({ model: 'real', ...asked });
  expect(provider.asked.at(-1)).toMatchObject(asked);
});

it('a provider is asked for what a response asks for, and the response repeats it', async () => {
  const { responses } = api.sdk;
  const asked = {
    ...choosing,
    tools: [{ type: 'function' as const, ...look_up }],
    tool_choice: { type: 'function' as const, name: 'look_up' },
    text: { format: { type: 'json_schema' as const, ...json_schema } },
  };
  const { id } = await responses.create({ model: 'real', input: 'Hi', ...asked });
  expect(await responses.retrieve(id)).toMatchObject(asked);
  expect(provider.asked.at(-1)).toMatchObject({
    ...choosing,
    tools: [{ type: 'function', function: look_up }],
    tool_choice: { type: 'function', function: { name: 'look_up' } },
    response_format: { type: 'json_schema', json_schema },
  });
});

it('a response that asks for nothing repeats what goes without saying, and nothing is sent of it', async () => {
  const nulls = { temperature: null, top_p: null, tools: [], instructions: null };
  const { id } = await api.sdk.responses.create({ model: 'real', input: 'Hi', ...nulls });
  expect(await api.sdk.responses.retrieve(id)).toMatchObject({
    temperature: null,
    top_p: null,
    tool_choice: 'auto',
    parallel_tool_calls: true,
    text: { format: { type: 'text' } },
    tools: [],
    instructions: null,
  });
  const said = [{ role: 'user', content: 'Hi' }];
  expect(provider.asked.at(-1)).toEqual({
    model: 'real',
    messages: said,
    stream: true,
    stream_options: { include_usage: true },
  });
});

it('says that no tool is to be called, and of which', async () => {
  const tools = [{ type: 'function' as const, ...look_up }];
  const request = { model: 'real', input: 'Hi', tools, tool_choice: 'none' as const };
  expect(await api.sdk.responses.create(request)).toMatchObject({ tools, tool_choice: 'none' });
  expect(provider.asked.at(-1)).toMatchObject({ tools: [{ function: look_up }], tool_choice: 'none' });
});

it('an input that begins with a message of the developer is sent as it is, and is carried over', async () => {
  const input = [{ role: 'developer' as const, content: 'Be brief.' }];
  const first = await api.sdk.responses.create({ model: 'real', input });
  expect(first.instructions).toBeNull();
  const system = { role: 'system', content: 'Be brief.' };
  expect(provider.asked.at(-1)).toMatchObject({ messages: [system] });

  const next = { model: 'real', previous_response_id: first.id, instructions: 'Be kind.', input: 'Go on' };
  expect((await api.sdk.responses.create(next)).instructions).toBe('Be kind.');
  expect(provider.asked.at(-1)).toMatchObject({
    messages: [
      { role: 'system', content: 'Be kind.' },
      system,
      { role: 'assistant', content: '{}' },
      { role: 'user', content: 'Go on' },
    ],
  });
});

const tools = [{ type: 'function', function: { name: 'look_up' } }];
const toolCalls = [{ name: 'look_up', arguments: { word: 'sea' } }];

it.each([
  ['response_format', { response_format: { type: 'json_schema', json_schema } }],
  ['response_format.type', { response_format: { type: 'xml' } }],
  ['response_format.json_schema', { response_format: { type: 'json_schema' } }],
  ['response_format.json_schema.name', { response_format: { type: 'json_schema', json_schema: { schema } } }],
  ['tool_choice', { tool_choice: 'required' }],
  ['tool_choice', { tools, tool_choice: 'required' }],
  ['tool_choice', { tools, tool_choice: { type: 'function', function: { name: 'look_up' } } }],
  ['tool_choice', { tools, tool_choice: { type: 'function', name: 'look_up' } }],
  ['tool_choice', { tools, tool_choice: { type: 'custom', custom: { name: 'look_up' } } }],
  ['tool_choice', { tools, tool_choice: { type: 'function', function: { name: 'x' } }, simulate: { toolCalls } }],
  ['temperature', { temperature: 2.1 }],
  ['top_p', { top_p: -1 }],
  ['parallel_tool_calls', { parallel_tool_calls: 'no' }],
  ['messages[0].name', { messages: [{ role: 'user', name: 'a b', content: 'Hi' }] }],
  ['seed', { seed: 1e300 }],
  ['seed', { seed: 0.5 }],
])('a simulated model refuses a chat completion for its %s: %j', async (param, asked) => {
  const begun = jest.spyOn(api.tape.writer, 'append');
  const answer = await api.post('chat/completions', { model: 'sim-fast', messages, ...asked });
  const error = {
    type: 'invalid_request_error',
    param,
    message: expect.stringContaining(param.split('.').at(-1) ?? ''),
  };
  expect(answer).toMatchObject({ status: 400, body: { error } });
  expect(begun).not.toHaveBeenCalled();
  begun.mockRestore();
});

it.each([
  ['text.format', { text: { format: { type: 'json_schema', name: 'person', schema } } }],
  ['text.format.type', { text: { format: { type: 'xml' } } }],
  ['text.format.name', { text: { format: { type: 'json_schema', schema } } }],
  ['text.format.schema', { text: { format: { type: 'json_schema', name: 'person' } } }],
  ['tool_choice', { tools: [{ type: 'function', name: 'f' }], tool_choice: 'required' }],
  ['tool_choice', { tool_choice: { type: 'web_search' } }],
  ['input', { input: [] }],
  ['input', { input: [{ type: 'reasoning', id: 'rs_1', summary: [] }] }],
  ['input', { input: Array(129).fill({ type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }) }],
  ['input[0].content', { input: [{ role: 'user' }] }],
  ['input[0].content', { input: [{ role: 'assistant', content: null }] }],
  ['input[0].output', { input: [{ type: 'function_call_output', call_id: 'c' }] }],
  ['input[0].output', { input: [{ type: 'function_call_output', call_id: 'c', output: null }] }],
])('a simulated model refuses a response for its %s (%#)', async (param, asked) => {
  const begun = jest.spyOn(api.tape.writer, 'append');
  const answer = await api.post('responses', { model: 'sim-fast', input: 'Hi', ...asked });
  expect(answer).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', param } } });
  expect(begun).not.toHaveBeenCalled();
  begun.mockRestore();
});

it('says in its own words what is wrong in what a simulated model is to play', async () => {
  const answer = await api.post('chat/completions', { model: 'sim-fast', messages, simulate: { toolCalls: [{}] } });
  const error = { param: 'simulate.toolCalls[0].name', message: 'is missing' };
  expect(answer).toMatchObject({ status: 400, body: { error } });
});

it.each(['zz', 'resp_zz'])('has no earlier response %s, and says so', async (previous_response_id) => {
  const answer = await api.post('responses', { model: 'sim-fast', input: 'Hi', previous_response_id });
  const error = { param: 'previous_response_id', code: 'previous_response_not_found' };
  expect(answer).toMatchObject({ status: 404, body: { error } });
});

it('a simulated model takes what changes nothing in it, and calls the tool that it has to call', async () => {
  const simulate = { toolCalls, latency: AT_ONCE };
  for (const tool_choice of ['required', { type: 'function', function: { name: 'look_up' } }]) {
    const request = { model: 'sim-fast', messages, tools, tool_choice, simulate, ...choosing };
    const answer = await api.post('chat/completions', request);
    const message = { tool_calls: [{ function: { name: 'look_up', arguments: '{"word":"sea"}' } }] };
    expect(answer).toMatchObject({ status: 200, body: { choices: [{ message, finish_reason: 'tool_calls' }] } });
  }
});

it('a simulated model writes JSON where it is asked for it', async () => {
  const simulate = { latency: AT_ONCE };
  const request = { model: 'sim-fast', messages, response_format: { type: 'json_object' as const }, ...{ simulate } };
  const { choices } = await api.sdk.chat.completions.create(request);
  expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ items: expect.any(Array) as unknown });
});
