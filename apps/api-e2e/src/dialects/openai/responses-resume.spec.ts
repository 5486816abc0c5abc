import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startApi, type Api } from '../../support/api.process';
import { eventually } from '../../support/eventually';
import { post } from '../../support/http.request';
import { clientOf, collect, respond, SIMULATED } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: SIMULATED });
});
afterAll(() => api[Symbol.asyncDispose]());

const latency = { timeToFirstTokenMs: 0, prefillMsPerToken: 0, gapMedianMs: 45, gapSigma: 0 };
const SIMULATE = {
  text: 'hostile',
  tokens: 8,
  reasoningTokens: 3,
  toolCalls: [{ name: 'f', arguments: { a: '雪' } }],
  latency,
};

const begin = () =>
  clientOf(api).responses.create({ ...respond(SIMULATE, { background: true, seed: 2 }), stream: true });

async function resume(id: string, starting_after?: number): Promise<ResponseStreamEvent[]> {
  const { items, error } = await collect(
    await clientOf(api).responses.retrieve(id, {
      stream: true,
      ...(starting_after !== undefined && { starting_after }),
    }),
  );
  expect(error).toBeUndefined();
  return items;
}

/** Reads so many events of a new response and leaves. */
async function readSome(count: number): Promise<{ id: string; events: ResponseStreamEvent[] }> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of await begin()) {
    events.push(event);
    if (events.length === count) break;
  }
  const [first] = events;
  return { id: first?.type === 'response.created' ? first.response.id : '', events };
}

it('cut after every event of a running response and resumed, it is whole', async () => {
  const whole = (await collect(await begin())).items;
  expect(whole.length).toBeGreaterThan(20);
  await Promise.all(
    whole.map(async (_, i) => {
      const { id, events } = await readSome(i + 1);
      const rest = await resume(id, events.at(-1)?.sequence_number);
      const all = [...events, ...rest];
      expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, number) => number));
      expect(all).toEqual(await resume(id));
    }),
  );
});

it('resumed after its end from every number, it gives exactly what is above it', async () => {
  const { id } = await readSome(Infinity);
  const whole = await resume(id);
  const rests = await Promise.all(whole.map(({ sequence_number }) => resume(id, sequence_number)));
  rests.forEach((rest, i) => expect(rest).toEqual(whole.slice(i + 1)));
  expect(await resume(id, 1_000_000)).toEqual([]);
});

const TOKENS = 3_000;
const EVENTS_A_REQUEST = 500;

/** A response so long that its replay is conflated, appended by hand: `a0 a1 a2 …`, reasoning first. */
async function writeLong(id: string): Promise<string> {
  const append = (events: object[]) => post(`${api.url}/v1/topics/generations/${id}/events`, events);
  const messages = [{ role: 'user', content: 'Hi' }];
  const request = { messages, model: 'sim-fast', promptTokens: 1 };
  await append([{ type: 'generations.started', data: request }]);
  const token = (i: number) => ({
    type: i < TOKENS / 3 ? 'generations.reasoning_delta' : 'generations.delta',
    data: { text: `a${i} ` },
  });
  for (let from = 0; from < TOKENS; from += EVENTS_A_REQUEST) {
    await append(Array.from({ length: EVENTS_A_REQUEST }, (_, i) => token(from + i)));
  }
  const usage = { promptTokens: 1, completionTokens: TOKENS, totalTokens: TOKENS + 1 };
  await append([{ type: 'generations.completed', data: { finishReason: 'stop', usage } }]);
  return `resp_${id}`;
}

const textOf = (events: readonly ResponseStreamEvent[]): string =>
  events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : [])).join('');

it('a long replay is conflated, its numbers count what was merged, and it resumes exactly within', async () => {
  const id = await writeLong('replayed-long');
  const whole = await resume(id);
  const numbers = whole.map(({ sequence_number }) => sequence_number);
  const { output_text } = await clientOf(api).responses.retrieve(id);
  expect(textOf(whole)).toBe(output_text);
  expect(whole.length).toBeLessThan(TOKENS);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  // Two events begin the response, two an item; three end an item, one the response.
  const firstText = 2 + 2 + TOKENS / 3 + 3 + 2;
  const last = firstText + (TOKENS / 3) * 2 + 3;
  expect(numbers.at(-1)).toBe(last);

  const words = output_text.match(/\S+ /g) ?? [];
  for (const cut of [0, 3, 700, firstText - 3, firstText, firstText + 1, 1_500, 2_047, last - 4, last - 1]) {
    const rest = await resume(id, cut);
    expect(rest[0]?.sequence_number).toBeGreaterThan(cut);
    expect(textOf(rest)).toBe(words.slice(Math.max(0, cut - firstText + 1)).join(''));
    expect(rest.at(-1)).toEqual(whole.at(-1));
  }
});

it('is there after the server was killed, as one that has failed', async () => {
  await using killed = await startApi({ env: SIMULATED });
  const { responses } = clientOf(killed);
  const simulate = { tokens: 'endless', latency };
  const stream = await responses.create({ ...respond(simulate, { background: true }), stream: true });
  const events: ResponseStreamEvent[] = [];
  const reading = (async () => {
    for await (const event of stream) events.push(event);
  })();
  reading.catch(() => undefined);
  const hasText = () => events.some(({ type }) => type === 'response.output_text.delta');
  await eventually(() => 'there is text', hasText);
  await killed.kill('SIGKILL');
  await expect(reading).rejects.toThrow();
  await killed.restart();
  const [created] = events;
  const id = created?.type === 'response.created' ? created.response.id : '';
  const rest = await collect(
    await responses.retrieve(id, { stream: true, starting_after: events.at(-1)?.sequence_number }),
  );
  const all = [...events, ...rest.items];
  expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, number) => number));
  expect(all.at(-1)).toMatchObject({ type: 'response.failed', response: { error: { code: 'interrupted' } } });
  expect(textOf(all)).toBe((await responses.retrieve(id)).output_text);
});
