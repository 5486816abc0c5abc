import { messages, SPREAD, startOpenAi } from './testing/openai.app';

let api: Awaited<ReturnType<typeof startOpenAi>>;
beforeAll(async () => void (api = await startOpenAi({ maxStreamMs: 100 })));
afterAll(() => api[Symbol.asyncDispose]());

/** Longer than two ticks of the clock that ends streams. */
const simulate = { tokens: 50, latency: SPREAD };

it('a chat completion is streamed to its end, however long it takes', async () => {
  const request = { model: 'sim-fast', messages, ...{ simulate } };
  const stream = await api.sdk.chat.completions.create({ ...request, stream: true });
  let last: unknown;
  for await (const { choices } of stream) last = choices[0]?.finish_reason;
  expect(last).toBe('stop');
});

it('so is a response, unless it is one of the background, which can be read on', async () => {
  const request = { model: 'sim-fast', input: 'Tell me of the sea', ...{ simulate } };
  let last: unknown;
  for await (const event of await api.sdk.responses.create({ ...request, stream: true })) last = event.type;
  expect(last).toBe('response.completed');

  const kept = await api.sdk.responses.create({ ...request, background: true, stream: true });
  let id = '';
  const reading = async () => {
    for await (const event of kept) if (event.type === 'response.created') ({ id } = event.response);
  };
  await expect(reading()).rejects.toMatchObject({ code: 'lifetime' });
  expect((await api.sdk.responses.retrieve(id)).status).toBe('in_progress');
});
