import { startApi, type Api } from '../../support/api.process';
import { clientOf, collect, SIMULATED } from './openai.client';

/** The provider, which has one place, and the API that has its models from there. */
let provider: Api;
let api: Api;
beforeAll(async () => {
  provider = await startApi({ env: { ...SIMULATED, MAX_RUNNING_GENERATIONS: '1' } });
  api = await startApi({ env: { MODEL_BASE_URL: `${provider.url}/v1`, MODEL_NAME: 'sim-fast,sim-long' } });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

const messages = [{ role: 'user' as const, content: 'Tell me about 雪 and ☕' }];

it('an API whose provider is another one says what that one says', async () => {
  const request = { model: 'sim-fast', messages, seed: 4, max_tokens: 30 };
  const direct = await clientOf(provider).chat.completions.create(request);
  const through = await clientOf(api).chat.completions.create(request);
  expect(through.choices).toEqual(direct.choices);
  expect(through.usage).toEqual(direct.usage);
});

it('whoever leaves a completion ends it at the provider too', async () => {
  const stream = await clientOf(api).chat.completions.create({ model: 'sim-long', messages, stream: true });
  for await (const _ of stream) break;
  // It has its turn as soon as the only place is free; a whole answer of sim-long takes half a minute.
  const next = { model: 'sim-fast', messages, max_tokens: 3, stream: true } as const;
  const { items, error } = await collect(await clientOf(provider).chat.completions.create(next, { timeout: 10_000 }));
  expect(error).toBeUndefined();
  expect(items.at(-1)?.choices[0]?.finish_reason).toBe('length');
});
