import { startApi, type Api } from '../../support/api.process';
import { get, post, type Problem } from '../../support/http.request';
import { openStream } from '../../support/stream.reader';
import { generationOf, MemoryChat, newChatId, textOf, type Generation } from './memory.chat';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on' } });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Writes a little, and then nothing more until it is cancelled. */
const STALLS = { simulate: { tokens: 60, faults: [{ kind: 'stall', atToken: 15 }] } };

const stop = (id: string, body?: object) =>
  post<Generation>(`${api.url}/v1/ai/chat/${encodeURIComponent(id)}/stop`, body ?? {});

it('ends the answer for every tab, keeps what was written, and is the same a second time', async () => {
  const id = newChatId();
  const chat = new MemoryChat(api.url, { id, body: STALLS });
  const sent = chat.sendMessage({ text: 'Tell me' });
  await chat.written(20);
  const tab = new MemoryChat(api.url, { id, messages: chat.persisted() });
  const resumed = tab.resumeStream();
  await tab.written(20);

  const first = await stop(id, { messageId: chat.answer.id });
  expect(first).toMatchObject({ status: 200, body: { id: chat.answer.id, status: 'cancelled' } });
  await Promise.all([sent, resumed]);
  for (const { status, error, answer } of [chat, tab]) {
    expect({ status, error }).toEqual({ status: 'ready', error: undefined });
    expect(textOf(answer)).toBe(first.body.text);
    expect(answer.parts.at(-1)).toMatchObject({ type: 'text', state: 'done' });
    expect(answer.metadata).toMatchObject({ usage: { totalTokens: first.body.usage.totalTokens } });
  }
  expect(await stop(id, { messageId: chat.answer.id })).toMatchObject({ status: 200, body: first.body });
  expect(await stop(id)).toMatchObject({ status: 200, body: first.body });
});

it('leaves the generation running when a client only leaves', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: STALLS });
  const sent = chat.sendMessage({ text: 'Tell me' });
  await chat.written(20);
  await chat.stop();
  await sent;
  expect((await generationOf(api, chat.answer)).status).toBe('running');
  await stop(chat.id);
});

it('of an older message never ends a newer one', async () => {
  const bodies: object[] = [{ model: 'sim-fast', maxTokens: 5 }, STALLS];
  const chat = new MemoryChat(api.url, { id: newChatId(), body: () => bodies.shift() ?? {} });
  await chat.sendMessage({ text: 'One' });
  const older = chat.answer.id;
  const sent = chat.sendMessage({ text: 'Two' });
  await chat.written(20);
  expect(await stop(chat.id, { messageId: older })).toMatchObject({
    status: 200,
    body: { id: older, status: 'completed' },
  });
  expect((await generationOf(api, chat.answer)).status).toBe('running');
  expect(await stop(chat.id)).toMatchObject({ status: 200, body: { id: chat.answer.id, status: 'cancelled' } });
  await sent;
});

it('knows no message of another chat, and none of a chat that has none', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { model: 'sim-fast', maxTokens: 5 } });
  await chat.sendMessage({ text: 'One' });
  const missing = { status: 404, body: { code: 'message_not_found' } };
  expect(await stop(newChatId(), { messageId: chat.answer.id })).toMatchObject(missing);
  expect(await stop(chat.id, { messageId: 'nobody' })).toMatchObject(missing);
});

it('shows on the tape which answers a chat has', async () => {
  const chat = new MemoryChat(api.url, { id: newChatId(), body: { model: 'sim-fast', maxTokens: 5 } });
  await chat.sendMessage({ text: 'One' });
  const first = chat.answer.id;
  await chat.regenerate();
  await using stream = await openStream(`${api.url}/v1/stream?topic=chats/${chat.id}`);
  const { state } = await stream.control('tape.snapshot');
  expect(state).toEqual({
    id: chat.id,
    generations: [
      { generationId: first, messageId: first, trigger: 'submit-message' },
      { generationId: chat.answer.id, messageId: chat.answer.id, trigger: 'regenerate-message' },
    ],
    latest: chat.answer.id,
  });
});

it('takes a POST without a body', async () => {
  const id = newChatId();
  const chat = new MemoryChat(api.url, { id, body: { model: 'sim-fast', maxTokens: 5 } });
  await chat.sendMessage({ text: 'One' });
  const response = await fetch(`${api.url}/v1/ai/chat/${id}/stop`, { method: 'POST' });
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 200,
    body: (await get(`${api.url}/v1/generations/${chat.answer.id}`)).body,
  });
  expect(await post<Problem>(`${api.url}/v1/ai/chat/${id}/stop`, { messageId: 7 })).toMatchObject({ status: 422 });
});
