import { formatTopic } from '@tickertape/wire';
import { AT_ONCE, messages, SPREAD, startOpenAi } from './testing/openai.app';

let api: Awaited<ReturnType<typeof startOpenAi>>;
beforeEach(async () => void (api = await startOpenAi()));
afterEach(() => api[Symbol.asyncDispose]());

const headers = { 'Idempotency-Key': 'one' };
const faults = (status: number) => [{ kind: 'http', status, retryAfter: 'ms', retryAfterMs: 10, healsAfter: 2 }];
const chat = (simulate: object) => ({
  model: 'sim-fast',
  messages,
  ...{ simulate: { latency: AT_ONCE, ...simulate } },
});
const respond = (simulate: object) => ({
  model: 'sim-fast',
  input: 'Tell me of the sea',
  ...{ simulate: { latency: AT_ONCE, ...simulate } },
});

it.each([
  ['a chat completion', 429, () => api.sdk.chat.completions.create(chat({ faults: faults(429) }), { headers })],
  ['a response', 503, () => api.sdk.responses.create(respond({ faults: faults(503) }), { headers })],
  [
    'a response of the background',
    200,
    async () => {
      const request = { ...respond({ faults: faults(503) }), background: true };
      for (;;) {
        const { id } = await api.sdk.responses.create(request, { headers });
        for await (const _ of await api.sdk.responses.retrieve(id, { stream: true }));
        const response = await api.sdk.responses.retrieve(id);
        if (response.status === 'completed') return response;
      }
    },
  ],
])('%s that failed is made again for the same key', async (_, status, create) => {
  await create();
  expect(api.statuses.filter((_, i) => status !== 200 || i % 3 === 0)).toEqual([status, status, 200]);
});

it('a request that is made again after its connection was lost is answered', async () => {
  const request = chat({ tokens: 8, latency: SPREAD, tokensAfterCancel: 4 });
  const lost = await api.sdk.chat.completions.create({ ...request, stream: true }, { headers });
  for await (const _ of lost) break;
  const again = await api.sdk.chat.completions.create(request, { headers });
  expect(again.choices[0]?.finish_reason).toBe('stop');
});

it('of two requests with one key, the one that leaves takes nothing from the other', async () => {
  const request = { ...chat({ tokens: 12, latency: SPREAD }), stream: true as const };
  const [first, second] = await Promise.all([
    api.sdk.chat.completions.create(request, { headers }),
    api.sdk.chat.completions.create(request, { headers }),
  ]);
  let id = '';
  for await (const chunk of first) {
    ({ id } = chunk);
    break;
  }
  const reasons: unknown[] = [];
  for await (const chunk of second) {
    expect(chunk.id).toBe(id);
    reasons.push(chunk.choices[0]?.finish_reason);
  }
  expect(reasons.at(-1)).toBe('stop');
});

it('a generation that two requests have made ends when both have left', async () => {
  const request = { ...chat({ tokens: 'endless', latency: SPREAD }), stream: true as const };
  const streams = await Promise.all([0, 1].map(() => api.sdk.chat.completions.create(request, { headers })));
  let id = '';
  for (const stream of streams) {
    for await (const chunk of stream) {
      id = chunk.id.replace('chatcmpl-', '');
      break;
    }
  }
  const ends = async () => (await api.tape.store.head(formatTopic('generations', id))).closed;
  while (!(await ends())) await new Promise((resolve) => setImmediate(resolve));
  expect((await api.generations.get(id)).status).toBe('cancelled');
});

it('a completion is the same for the same key', async () => {
  const once = await api.sdk.chat.completions.create(chat({ tokens: 4 }), { headers });
  expect(await api.sdk.chat.completions.create(chat({ tokens: 4 }), { headers })).toEqual(once);
});
