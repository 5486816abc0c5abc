import { lastAssistantMessageIsCompleteWithToolCalls, UI_MESSAGE_STREAM_HEADERS } from 'ai';
import { startApi, type Api } from '../../support/api.process';
import { generationOf, MemoryChat, newChatId, reasoningOf, textOf } from './memory.chat';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on' } });
});
afterAll(() => api[Symbol.asyncDispose]());

it('answers with the headers by which the AI SDK and proxies know the stream, and its end', async () => {
  const messages = [{ id: 'u1', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }];
  const response = await fetch(`${api.url}/v1/ai/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: newChatId(), messages, trigger: 'submit-message', maxTokens: 5 }),
  });
  expect(response.status).toBe(200);
  const { 'cache-control': cacheControl, ...headers } = UI_MESSAGE_STREAM_HEADERS;
  expect(Object.fromEntries(response.headers)).toMatchObject(headers);
  expect(response.headers.get('Cache-Control')).toContain(cacheControl);
  const text = await response.text();
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  const [, id = ''] = /"messageId":"(\w+)"/.exec(text) ?? [];
  expect(response.headers.get('Content-Location')).toBe(`/v1/generations/${id}`);
});

it('writes the answer before our eyes, as one message that is the generation', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId() });
  await chat.sendMessage({ text: 'Why do tickers tick?' });
  const generation = await generationOf(api, chat.answer);
  expect(chat.statuses).toEqual(['ready', 'submitted', 'streaming', 'ready']);
  expect(chat.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  expect(chat.answer.parts).toEqual([
    { type: 'step-start' },
    { type: 'text', text: generation.text, state: 'done', providerMetadata: undefined },
  ]);
  expect(
    new Set(chat.views.items.map(({ messages }) => textOf(messages.at(-1) ?? { parts: [] }))).size,
  ).toBeGreaterThan(5);
  expect(chat.answer.metadata).toMatchObject({
    generation: { id: generation.id, model: 'sim-fast', links: generation.links },
    usage: { totalTokens: generation.usage.totalTokens },
  });
});

it('takes the conversation with it', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { model: 'sim-fast', maxTokens: 8 } });
  await chat.sendMessage({ text: 'One' });
  const first = textOf(chat.answer);
  await chat.sendMessage({ text: 'Two' });
  expect(chat.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
  expect(await generationOf(api, chat.answer)).toMatchObject({
    messages: [
      { role: 'user', content: 'One' },
      { role: 'assistant', content: first },
      { role: 'user', content: 'Two' },
    ],
  });
});

it('shows reasoning apart from the answer', async () => {
  const body = { model: 'sim-fast', simulate: { reasoningTokens: 30, tokens: 20 } };
  const chat = new MemoryChat(api.url, { id: newChatId(), body });
  await chat.sendMessage({ text: 'Think' });
  const { text, reasoning } = await generationOf(api, chat.answer);
  expect(reasoning).not.toBe('');
  expect({ text: textOf(chat.answer), reasoning: reasoningOf(chat.answer) }).toEqual({ text, reasoning });
  expect(chat.answer.parts.map(({ type }) => type)).toEqual(['step-start', 'reasoning', 'text']);
});

it('shows a refusal as text', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { simulate: { refusal: 'I would rather not.' } } });
  await chat.sendMessage({ text: 'Say it' });
  expect(textOf(chat.answer)).toBe('I would rather not.');
});

it('carries hostile text to the code point', async () => {
  const simulate = { text: 'hostile', tokens: 400, tokenizer: 'bytes', latency: { gapMedianMs: 1 } };
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { simulate } });
  await chat.sendMessage({ text: 'data: [DONE]\r\n\r\n"__proto__": 👨‍👩‍👧‍👦\u2028\0' });
  const { text } = await generationOf(api, chat.answer);
  expect(text.length).toBeGreaterThan(300);
  expect([...textOf(chat.answer)]).toEqual([...text]);
  expect(await generationOf(api, chat.answer)).toMatchObject({
    messages: [{ content: 'data: [DONE]\r\n\r\n"__proto__": 👨‍👩‍👧‍👦\u2028\0' }],
  });
});

it('has tools called, and goes on in the same message with their results, resumed or not', async () => {
  const id = newChatId();
  const steps = [
    { simulate: { toolCalls: [{ name: 'weather', arguments: { city: 'Kyōto' } }, { name: 'clock' }] } },
    { simulate: { tokens: 12 } },
  ];
  const called: string[] = [];
  const chat: MemoryChat = new MemoryChat(api.url, {
    id,
    body: () => steps.shift() ?? {},
    onToolCall: ({ toolCall }) => {
      called.push(toolCall.toolName);
      // Not awaited, as the AI SDK asks: it waits for this callback.
      void chat.addToolOutput({
        tool: toolCall.toolName,
        toolCallId: toolCall.toolCallId,
        output: { of: toolCall.input },
      });
    },
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
  });
  await chat.sendMessage({ text: 'How is the weather?' });
  expect(chat.status).toBe('ready');
  expect(called).toEqual(['weather', 'clock']);
  expect(chat.messages).toHaveLength(2);
  const { parts } = chat.answer;
  expect(parts).toMatchObject([
    { type: 'step-start' },
    { type: 'tool-weather', state: 'output-available', input: { city: 'Kyōto' }, output: { of: { city: 'Kyōto' } } },
    { type: 'tool-clock', state: 'output-available', input: {}, output: { of: {} } },
    { type: 'step-start' },
    { type: 'text', state: 'done' },
  ]);

  const [question] = chat.messages;
  const other = new MemoryChat(api.url, { id, messages: question ? [question] : [], onToolCall: () => fail() });
  await other.resumeStream();
  expect(other.status).toBe('ready');
  expect(other.persisted()).toEqual([question, { ...chat.persisted()[1], metadata: other.answer.metadata }]);
});

it('says of arguments that are not JSON that they are wrong', async () => {
  const simulate = { toolCalls: [{ name: 'weather', arguments: '{"city": Kyōto' }] };
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { simulate } });
  await chat.sendMessage({ text: 'How is the weather?' });
  expect(chat.status).toBe('ready');
  expect(chat.answer.parts.at(-1)).toMatchObject({
    type: 'tool-weather',
    state: 'output-error',
    rawInput: '{"city": Kyōto',
  });
});

it('is in error after a failed run, keeps what was written, and answers when it is asked anew', async () => {
  const bodies = [{ simulate: { tokens: 40, faults: [{ kind: 'error', atToken: 10 }] } }, { simulate: { tokens: 12 } }];
  const chat = new MemoryChat(api.url, { id: newChatId(), body: () => bodies.shift() ?? {} });
  await chat.sendMessage({ text: 'Hi' });
  const { text, status, ...rest } = await generationOf(api, chat.answer);
  expect({ status: chat.status, message: chat.error?.message }).toEqual({
    status: 'error',
    message: (rest as unknown as { error: { message: string } }).error.message,
  });
  expect(status).toBe('failed');
  expect(chat.answer.parts.at(-1)).toMatchObject({ type: 'text', text, state: 'done' });
  expect(chat.answer.metadata).toMatchObject({ error: { code: 'stream_failed' }, usage: { outputTokens: 10 } });

  await chat.regenerate();
  expect(chat.status).toBe('ready');
  expect(chat.messages).toHaveLength(2);
  expect(await generationOf(api, chat.answer)).toMatchObject({ status: 'completed', text: textOf(chat.answer) });
});

it('is in error before its first word, by a status of the provider', async () => {
  const body = { simulate: { faults: [{ kind: 'http', status: 429, retryAfter: 'seconds' }] } };
  const chat = new MemoryChat(api.url, { id: newChatId(), body });
  await chat.sendMessage({ text: 'Hi' });
  expect(chat.status).toBe('error');
  expect(textOf(chat.answer)).toBe('');
});

function fail(): never {
  throw new Error('a call that has its result was announced once more');
}
