import { startApi, type Api } from '../../support/api.process';
import { afterBytes, afterFrames, startCuttingProxy } from '../../support/cutting.proxy';
import { generationOf, MemoryChat, newChatId, textOf } from './memory.chat';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on' } });
});
afterAll(() => api[Symbol.asyncDispose]());

/** About a second of writing. */
const ANSWER = { model: 'sim-fast', maxTokens: 120 };
const HOSTILE = {
  simulate: { text: 'hostile', tokens: 300, tokenizer: 'bytes', reasoningTokens: 20, latency: 'fast' },
};

/** Expects that a chat has come to its end, with the answer whole and once. */
async function expectWhole(chat: MemoryChat, count = 2): Promise<void> {
  expect({ status: chat.status, error: chat.error }).toEqual({ status: 'ready', error: undefined });
  expect(chat.messages).toHaveLength(count);
  const { status, text } = await generationOf(api, chat.answer);
  expect(status).toBe('completed');
  expect(textOf(chat.answer)).toBe(text);
  expect(chat.answer.parts.filter(({ type }) => type === 'text')).toMatchObject([{ state: 'done' }]);
}

it.each([
  ['behind a chunk', ANSWER, afterFrames(12)],
  ['before the first word', ANSWER, afterFrames(2)],
  ['in the middle of a chunk, or of a character', HOSTILE, afterBytes(3_001)],
])('has the answer whole and once when the connection is cut %s', async (_, body, cut) => {
  await using proxy = await startCuttingProxy(api.port, [cut]);
  const chat = new MemoryChat(proxy.url, { id: newChatId(), body });
  await chat.sendMessage({ text: 'Tell me' });
  expect(proxy.cuts).toBe(1);
  expect(chat.status).toBe('error');
  await chat.resumeStream();
  await expectWhole(chat);
});

it('has it when the resumed connections are cut too', async () => {
  await using proxy = await startCuttingProxy(api.port, [4, 1, 3, 2, 5].map(afterFrames));
  const chat = new MemoryChat(proxy.url, { id: newChatId(), body: ANSWER });
  await chat.sendMessage({ text: 'Tell me' });
  while (chat.status === 'error') await chat.resumeStream();
  expect(proxy.cuts).toBe(5);
  await expectWhole(chat);
});

it.each([
  ['with what it had', true],
  ['with the question alone', false],
])('has it after a reload in the middle, %s', async (_, keepsAnswer) => {
  const id = newChatId();
  const before = new MemoryChat(api.url, { id, body: ANSWER });
  const sent = before.sendMessage({ text: 'Tell me' });
  await before.written(40);
  const messages = before.persisted().slice(0, keepsAnswer ? 2 : 1);
  await before.stop();
  await sent;

  const after = new MemoryChat(api.url, { id, messages });
  await after.resumeStream();
  await expectWhole(after);
  expect(after.statuses).toEqual(['submitted', 'streaming', 'ready']);
});

it('has it after a reload that comes after the end, in one piece', async () => {
  const id = newChatId();
  const before = new MemoryChat(api.url, { id, body: ANSWER });
  await before.sendMessage({ text: 'Tell me' });
  const after = new MemoryChat(api.url, { id, messages: before.persisted() });
  await after.resumeStream();
  await expectWhole(after);
  expect(after.persisted()).toEqual(before.persisted());
  const said = await (await fetch(`${api.url}/v1/ai/chat/${id}/stream`)).text();
  expect(said.match(/"text-delta"/g)).toHaveLength(1);
});

it('is followed by a second tab, to the same letter', async () => {
  const id = newChatId();
  const first = new MemoryChat(api.url, { id, body: ANSWER });
  const sent = first.sendMessage({ text: 'Tell me' });
  await first.written(20);
  const second = new MemoryChat(api.url, { id, messages: first.persisted() });
  await Promise.all([sent, second.resumeStream()]);
  await expectWhole(second);
  expect(second.persisted()).toEqual(first.persisted());
});

it('resumes the latest answer of a chat, not one before it', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { model: 'sim-fast', maxTokens: 10 } });
  await chat.sendMessage({ text: 'One' });
  await chat.sendMessage({ text: 'Two' });
  const messages = chat.persisted();
  await chat.resumeStream();
  expect(chat.persisted()).toEqual(messages);
  await expectWhole(chat, 4);
});

it('answers 204 for a chat without an answer, which leaves the chat as it is', async () => {
  const id = newChatId();
  expect((await fetch(`${api.url}/v1/ai/chat/${id}/stream`)).status).toBe(204);
  const chat = new MemoryChat(api.url, { id });
  await chat.resumeStream();
  expect({ status: chat.status, messages: chat.messages }).toEqual({ status: 'ready', messages: [] });
});

it.each(['a/b c?d', '会話 🎞️', `long-${'x'.repeat(300)}`])('finds a chat by whatever id it has: %s', async (name) => {
  const chat = new MemoryChat(api.url, { id: `${name}${newChatId()}`, body: { model: 'sim-fast', maxTokens: 10 } });
  await chat.sendMessage({ text: 'Tell me' });
  const messages = chat.persisted();
  await chat.resumeStream();
  expect(chat.persisted()).toEqual(messages);
});

it('has the answer whole over connections that the server ends by their age, with signs of life between', async () => {
  await using brief = await startApi({ env: { MAX_STREAM_MS: '400', HEARTBEAT_MS: '20', SIMULATE: 'on' } });
  const id = newChatId();
  const chat = new MemoryChat(brief.url, { id, body: { simulate: { tokens: 30, latency: 'standard' } } });
  await chat.sendMessage({ text: 'Tell me' });
  expect(chat.status).toBe('error');
  const response = await fetch(`${brief.url}/v1/ai/chat/${id}/stream`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  while (chat.status === 'error') await chat.resumeStream();
  expect(textOf(chat.answer)).toBe((await generationOf(brief, chat.answer)).text);
});

it('knows after a crash which answer was the latest, and that it was interrupted', async () => {
  await using fragile = await startApi();
  const id = newChatId();
  const chat = new MemoryChat(fragile.url, { id, body: { model: 'sim-slow' } });
  const sent = chat.sendMessage({ text: 'Tell me' });
  await chat.written(5);
  await fragile.kill('SIGKILL');
  await sent;
  expect(chat.status).toBe('error');
  await fragile.restart();
  await chat.resumeStream();
  expect(chat.status).toBe('error');
  expect(chat.error?.message).toMatch(/stopped/);
  expect(chat.messages).toHaveLength(2);
  const { status, text } = await generationOf(fragile, chat.answer);
  expect(status).toBe('interrupted');
  expect(textOf(chat.answer)).toBe(text);
});
