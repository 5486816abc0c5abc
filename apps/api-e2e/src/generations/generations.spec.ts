import { startApi, type Api } from '../support/api.process';
import { startGeneration } from '../support/histories';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToEnd } from '../support/stream.reader';

interface Generation extends Resource {
  readonly status: string;
  readonly text: string;
  readonly finishReason: string | null;
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number; readonly totalTokens: number };
}

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const generationAt = async (path: string | undefined): Promise<Generation> =>
  (await get<Generation>(`${api.url}${path}`)).body;

/** Runs a generation to its end and answers what it came to. */
async function generate(body: object): Promise<Generation> {
  const { body: started } = await startGeneration(api, body);
  await readToEnd(`${api.url}${started.links['stream']}`);
  return generationAt(started.links['self']);
}

it('is created with 201, its place, its links, and its state', async () => {
  const answer = await startGeneration(api, { maxTokens: 5 });
  const { id } = answer.body;
  expect(answer.status).toBe(201);
  expect(answer.headers.get('Location')).toBe(`/v1/generations/${id}`);
  expect(answer.body).toMatchObject({
    topic: `generations/${id}`,
    version: 1,
    status: 'running',
    model: 'sim-fast',
    links: {
      self: `/v1/generations/${id}`,
      stream: `/v1/generations/${id}/stream`,
      cancel: `/v1/generations/${id}/cancel`,
    },
  });
});

it('tells its whole course: started, deltas, completed with usage, closed', async () => {
  const { body } = await startGeneration(api, { maxTokens: 30 });
  const frames = await readToEnd(`${api.url}${body.links['stream']}?lastEventId=start`);
  const types = eventsOf(frames).map(({ type }) => type);
  expect(types[0]).toBe('generations.started');
  expect(new Set(types.slice(1, -1))).toEqual(new Set(['generations.delta']));
  expect(types.at(-1)).toBe('generations.completed');
  expect(frames.at(-1)?.event).toBe('tape.closed');
});

it('ends with length when maxTokens is reached, and has used no more', async () => {
  const { status, finishReason, usage } = await generate({ maxTokens: 17 });
  expect({ status, finishReason }).toEqual({ status: 'completed', finishReason: 'length' });
  expect(usage.completionTokens).toBe(17);
  expect(usage.totalTokens).toBe(usage.promptTokens + 17);
});

it('says the same for the same seed, and something else for another', async () => {
  const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => generate({ seed, maxTokens: 60 })));
  expect(first?.text.length).toBeGreaterThan(50);
  expect(again?.text).toBe(first?.text);
  expect(other?.text).not.toBe(first?.text);
});

it('ends before a stop string', async () => {
  const { text } = await generate({ seed: 7, maxTokens: 60 });
  const stop = text.slice(40, 60);
  const stopped = await generate({ seed: 7, maxTokens: 60, stop: [stop] });
  expect(stopped).toMatchObject({ finishReason: 'stop', text: text.slice(0, text.indexOf(stop)) });
});

it('takes a conversation in place of a prompt', async () => {
  const messages = [
    { role: 'system', content: 'Answer briefly.' },
    { role: 'user', content: 'What is a ticker?' },
  ];
  const answer = await post<Generation>(`${api.url}/v1/generations`, { messages, maxTokens: 5 });
  expect(answer).toMatchObject({ status: 201, body: { messages } });
});

it('is cancelled from another connection, told on the stream, and the same after a second time', async () => {
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  await using stream = await openStream(`${api.url}${body.links['stream']}`);
  await stream.event('generations.delta');
  const cancelUrl = `${api.url}${body.links['cancel']}`;
  const first = await post<Generation>(cancelUrl, {});
  expect(first).toMatchObject({
    status: 200,
    body: { status: 'cancelled', usage: { completionTokens: expect.any(Number) as number } },
  });
  expect(await stream.end()).toBe('ended');
  expect(eventsOf(stream.frames.items).at(-1)?.type).toBe('generations.cancelled');
  expect(foldFrames(stream.frames.items).get(body.topic)?.state).toEqual(stateOf(first.body));

  expect(await post(cancelUrl, {})).toMatchObject({ status: 200, body: first.body });
});

it('is cancelled before its first word, and by many at once', async () => {
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  const cancels = await Promise.all(
    Array.from({ length: 5 }, () => post<Generation>(`${api.url}${body.links['cancel']}`, {})),
  );
  expect(new Set(cancels.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(cancels.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(cancels[0]?.body).toMatchObject({ status: 'cancelled', text: '' });
});

it('stays as it is when it is cancelled after its end', async () => {
  const done = await generate({ maxTokens: 5 });
  expect(await post(`${api.url}${done.links['cancel']}`, {})).toMatchObject({ status: 200, body: done });
});

it('starts and streams in one request, answered 200 with where the resource is', async () => {
  const request = { method: 'POST', body: { prompt: 'Hello', model: 'sim-fast', maxTokens: 40 } } as const;
  await using stream = await openStream(`${api.url}/v1/generations/stream`, request);
  expect(stream.response.status).toBe(200);
  expect(stream.response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  const self = stream.response.headers.get('Content-Location') ?? '';
  expect(self).toMatch(/^\/v1\/generations\/\w+$/);
  expect(await stream.end()).toBe('ended');
  const resource = await generationAt(self);
  expect(foldFrames(stream.frames.items).get(resource.topic)?.state).toEqual(stateOf(resource));
});

it('refuses a bad request to start and stream before the first byte', async () => {
  const answer = await post<Problem>(`${api.url}/v1/generations/stream`, { prompt: 'Hello', maxTokens: 0 });
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
});
