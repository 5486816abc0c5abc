import { startApi, type Api } from '../../support/api.process';
import { post, type Problem, type RequestHeaders } from '../../support/http.request';
import { newChatId } from './memory.chat';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on' } });
});
afterAll(() => api[Symbol.asyncDispose]());

const question = (id: string, text = 'Hi') => ({ id, role: 'user', parts: [{ type: 'text', text }] });
const body = (fields: object = {}) => ({
  id: newChatId(),
  messages: [question('u1')],
  trigger: 'submit-message',
  maxTokens: 5,
  ...fields,
});

/** Sends a chat, and returns the id of the generation that answered. */
async function send(chat: object, headers?: RequestHeaders): Promise<string> {
  const { status, headers: answered } = await post<string>(`${api.url}/v1/ai/chat`, chat, headers);
  expect(status).toBe(200);
  return answered.get('Content-Location') ?? '';
}

describe('the same request once more', () => {
  it('finds the generation of the first time, at once or later', async () => {
    const chat = body();
    const both = await Promise.all([send(chat), send(chat), send(chat)]);
    expect(new Set([...both, await send({ ...chat, requestedAt: 7 })]).size).toBe(1);
  });

  it('is another one in another chat, for another question, or for the same question edited', async () => {
    const chat = body();
    const others = [
      { ...chat, id: newChatId() },
      { ...chat, messages: [question('u2')] },
      { ...chat, messages: [...chat.messages, question('u1')] },
      { ...chat, messages: [question('u1', 'Hello')], messageId: 'u1' },
    ];
    const ids = [await send(chat), ...(await Promise.all(others.map((other) => send(other))))];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is another one when an answer is to be written anew', async () => {
    const chat = body({ trigger: 'regenerate-message' });
    expect(await send(chat)).not.toBe(await send(chat));
  });

  it('is another one when the first one ended badly', async () => {
    const chat = body({ simulate: { faults: [{ kind: 'http', status: 500 }] } });
    const ids = [await send(chat), await send(chat), await send(chat)];
    expect(new Set(ids).size).toBe(3);
  });

  it('goes by an Idempotency-Key where there is one', async () => {
    const headers = { 'Idempotency-Key': newChatId() };
    const chat = body({ trigger: 'regenerate-message' });
    expect(await send(chat, headers)).toBe(await send(chat, headers));
    const other = { ...chat, messages: [question('u1', 'Hello')] };
    expect(await post<Problem>(`${api.url}/v1/ai/chat`, other, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });
});

it('takes the fields that apps and the AI SDK add', async () => {
  await send(body({ user: 'ann', messages: [{ ...question('u1'), metadata: { at: 1 }, createdAt: 'now' }] }));
});

const image = { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA==' };

it.each([
  ['an image', { messages: [{ id: 'u1', role: 'user', parts: [image] }] }, 'messages.0.parts.0'],
  ['no message', { messages: [] }, 'messages'],
  ['a message without a role', { messages: [{ parts: [] }] }, 'messages.0.role'],
  ['nothing to answer', { messages: [{ role: 'assistant', parts: [] }] }, 'messages'],
  ['no id', { id: undefined }, 'id'],
  ['another trigger', { trigger: 'resume-stream' }, 'trigger'],
  ['a model that there is not', { model: 'gpt-0' }, 'model'],
  ['a simulation that there is not', { simulate: { text: 'verse' } }, 'simulate.text'],
])('refuses %s before the first byte, and says where it is', async (_, fields, path) => {
  const answer = await post<Problem>(`${api.url}/v1/ai/chat`, body(fields));
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  expect(answer.body.errors?.map((error) => error.path)).toContain(path);
});

it.each(['[]', '5', '"text"', '{"a":'])('refuses a body that is no object: %s', async (text) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${api.url}/v1/ai/chat`, { method: 'POST', headers, body: text });
  expect(response.status).toBe(text === '[]' ? 422 : 400);
  expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
});
