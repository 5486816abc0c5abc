import { startApi, type Api } from '../../support/api.process';
import { eventually } from '../../support/eventually';
import { post } from '../../support/http.request';
import { chat, clientOf, collect, generationOf, newKey, respond, SIMULATED, SPREAD } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: SIMULATED });
});
afterAll(() => api[Symbol.asyncDispose]());

/** A generation that was left is cancelled at once, and not only after the grace that other readers have (5 s). */
const AT_ONCE_MS = 3_000;
const ENDLESS = { tokens: 'endless', latency: SPREAD };
const NEVER_BEGINS = { faults: [{ kind: 'stall' }] };

async function isCancelledAtOnce(id: string, left: number): Promise<void> {
  await eventually(
    () => `${id} is cancelled`,
    async () => (await generationOf(api, id)).status === 'cancelled',
  );
  expect(Date.now() - left).toBeLessThan(AT_ONCE_MS);
}

it('a client that leaves a stream cancels its generation at once', async () => {
  const { chat: chats, responses } = clientOf(api);
  for (const open of [
    () => chats.completions.create({ ...chat(ENDLESS), stream: true }),
    () => responses.create({ ...respond(ENDLESS), stream: true }),
  ]) {
    let id = '';
    for await (const item of await open()) {
      id = 'response' in item ? item.response.id : 'choices' in item ? item.id : id;
      if (id) break;
    }
    await isCancelledAtOnce(id, Date.now());
  }
});

it.each([
  ['a stream of a chat completion before its first token', 'chat/completions', { ...chat(NEVER_BEGINS), stream: true }],
  ['a chat completion without a stream', 'chat/completions', chat(ENDLESS)],
  ['a stream of a response before its first token', 'responses', { ...respond(NEVER_BEGINS), stream: true }],
  ['a response without a stream', 'responses', respond(ENDLESS)],
])('a client that leaves %s cancels it at once', async (_, path, body) => {
  const { headers, id } = newKey();
  const leave = new AbortController();
  const request = fetch(`${api.url}/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: leave.signal,
  });
  const isRunning = async () => (await generationOf(api, id)).status === 'running';
  await eventually(() => `${id} is running`, isRunning);
  leave.abort();
  await expect(request).rejects.toThrow();
  await isCancelledAtOnce(id, Date.now());
});

it('a client that leaves a response of the background leaves it running', async () => {
  const simulate = { tokens: 12, latency: SPREAD };
  const stream = await clientOf(api).responses.create({ ...respond(simulate, { background: true }), stream: true });
  let id = '';
  for await (const event of stream) {
    if ('response' in event) ({ id } = event.response);
    else break;
  }
  const isOver = async () => (await generationOf(api, id)).status !== 'running';
  await eventually(() => `${id} is over`, isOver);
  expect(await clientOf(api).responses.retrieve(id)).toMatchObject({ status: 'completed', background: true });
});

it('a chat completion that somebody else cancels ends with an error that says so', async () => {
  const stream = await clientOf(api).chat.completions.create({ ...chat(ENDLESS), stream: true });
  const iterator = stream[Symbol.asyncIterator]();
  const first = await iterator.next();
  const id = first.done ? '' : first.value.id.replace('chatcmpl-', '');
  await post(`${api.url}/v1/generations/${id}/cancel`, {});
  const { error } = await collect({ [Symbol.asyncIterator]: () => iterator });
  expect(error).toMatchObject({ code: 'cancelled' });
});

it('the same key and body is the same completion, another body is refused', async () => {
  const { headers } = newKey();
  const { completions } = clientOf(api).chat;
  const once = await completions.create(chat({ tokens: 4 }), { headers });
  expect(await completions.create(chat({ tokens: 4 }), { headers })).toEqual(once);
  await expect(completions.create(chat({ tokens: 5 }), { headers })).rejects.toMatchObject({
    status: 400,
    code: 'idempotency_key_reused',
  });
});

it('a chat completion that waits for its turn gets it, and one that is left gives it back', async () => {
  await using narrow = await startApi({ env: { ...SIMULATED, MAX_RUNNING_GENERATIONS: '1' } });
  const { completions } = clientOf(narrow).chat;
  const first = await completions.create({ ...chat(ENDLESS), stream: true });
  const waiting = completions.create({ ...chat({ tokens: 4 }), stream: true });
  for await (const _ of first) break;
  const { items } = await collect(await waiting);
  expect(items.map(({ choices }) => choices[0]?.finish_reason).at(-1)).toBe('stop');
});
