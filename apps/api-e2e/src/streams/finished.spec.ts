import { startApi, type Api } from '../support/api.process';
import { tellGeneration, tellOrder, type History } from '../support/histories';
import { get } from '../support/http.request';
import { RawRequest } from '../support/raw.request';
import { eventsOf } from '../support/stream.events';
import { openStream, readToEnd } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

describe.each([
  ['generations', (): Promise<History> => tellGeneration(api)],
  ['orders', (): Promise<History> => tellOrder(api)],
])('a finished stream of %s', (_, tell) => {
  it('ends with tape.closed, in good order', async () => {
    const { topic, streamUrl } = await tell();
    await using stream = await openStream(`${streamUrl}?lastEventId=start`);
    expect(await stream.end()).toBe('ended');
    const last = stream.frames.items.at(-1);
    expect(last).toMatchObject({ event: 'tape.closed', data: JSON.stringify({ topic }) });
  });

  it('shows a new reader its last snapshot, marked closed', async () => {
    const { streamUrl } = await tell();
    const frames = await readToEnd(streamUrl);
    expect(frames.map(({ event }) => event)).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'tape.closed']);
    expect(JSON.parse(frames[1]?.data ?? '')).toMatchObject({ closed: true });
  });

  it('answers 204 without a body to a reader that has everything, by header and by query', async () => {
    const { streamUrl, resourceUrl } = await tell();
    const { body } = await get(resourceUrl);
    const byHeader = await get<string | undefined>(streamUrl, { 'Last-Event-ID': body.cursor });
    expect(byHeader).toMatchObject({ status: 204, body: undefined });
    expect((await get(`${streamUrl}?lastEventId=${body.cursor}`)).status).toBe(204);
    expect((await get(`${api.url}/v1/stream?topic=${body.topic}`, { 'Last-Event-ID': body.cursor })).status).toBe(204);
  });

  it('brings a reader that lacks the last event that event, then tape.closed', async () => {
    const { streamUrl } = await tell();
    const events = eventsOf(await readToEnd(`${streamUrl}?lastEventId=start`));
    const frames = await readToEnd(streamUrl, { lastEventId: events.at(-2)?.id });
    expect(eventsOf(frames)).toEqual(events.slice(-1));
    expect(frames.map(({ event }) => event)).toEqual([
      'tape.hello',
      events.at(-1)?.type,
      'tape.caught-up',
      'tape.closed',
    ]);
  });
});

it('a stream whose client wants its connection closed says so, and closes it with its end', async () => {
  const { streamUrl } = await tellOrder(api);
  const { pathname } = new URL(streamUrl);
  using request = await RawRequest.open(api.url);
  await request.send(`GET ${pathname} HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n`);
  await request.until('event: tape.closed');
  const toldAt = performance.now();
  expect(await request.end()).toMatch(/^Connection: close\r$/m);
  // A connection that is kept is closed after five seconds.
  expect(performance.now() - toldAt).toBeLessThan(4_000);
});

it('a stream of many topics is answered 204 when all are finished, and 200 as long as one is not', async () => {
  const told = [await tellOrder(api), await tellGeneration(api)];
  const url = `${api.url}/v1/stream?${told.map(({ topic }) => `topic=${topic}`).join('&')}`;
  const { id: cursor } = (await readToEnd(url)).at(-1) ?? {};
  expect((await get(url, { 'Last-Event-ID': cursor ?? '' })).status).toBe(204);
  await using stream = await openStream(`${url}&topic=news/goes-on`, { lastEventId: cursor });
  await stream.event('tape.caught-up');
  expect(stream.response.status).toBe(200);
});
