import { parseCursor, type ReceivedFrame } from '@tickertape/wire';
import { startApi, type Api } from '../support/api.process';
import { newChannel, publish, startGeneration, tellGeneration, tellNews, tellOrder } from '../support/histories';
import { eventsOf } from '../support/stream.events';
import { openStream, readToEnd, readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { HEARTBEAT_MS: '50', MAX_STREAM_MS: '1000', RETRY_MS: '123' } });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Streams of every kind: replay, live, gap, heartbeat, end of life, many topics. */
async function allKinds(): Promise<ReceivedFrame[]> {
  const order = await tellOrder(api);
  const channel = await tellNews(api);
  const { body } = await startGeneration(api);
  const frames: ReceivedFrame[] = [];
  for (const url of [`${order.streamUrl}?lastEventId=start`, `${api.url}${body.links['stream']}`, order.streamUrl])
    frames.push(...(await readToEnd(url)));
  await using live = await openStream(
    `${api.url}/v1/stream?topic=${channel.topic}&topic=${order.topic}&lastEventId=no`,
  );
  await live.event('tape.heartbeat');
  await publish(api, channel, 13);
  await live.end();
  return [...frames, ...live.frames.items];
}

it('every frame has an id field, names its event, and none is called error', async () => {
  const frames = await allKinds();
  const types = new Set(frames.map(({ event }) => event));
  for (const type of ['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up', 'tape.heartbeat', 'tape.drain'])
    expect(types).toContain(type);
  expect(frames.filter(({ id }) => id === undefined)).toEqual([]);
  expect(types).not.toContain('error');
  expect(types).not.toContain('message');
});

it('data is one line of JSON, and what events say with line ends in it stays inside', async () => {
  const channel = newChannel(api);
  const headline = 'one\ntwo\r\nthree\rfour\u2028five\n\nevent: tape.drain\ndata: {}\n\n';
  await fetch(`${api.url}/v1/topics/${channel.topic}/events`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'news.published', data: { storyId: '1', headline } }),
  });
  const frames = await readToHead(`${channel.streamUrl}?lastEventId=start`);
  expect(frames.map(({ event }) => event)).toEqual(['tape.hello', 'news.published', 'tape.caught-up']);
  expect(eventsOf(frames)[0]?.data).toMatchObject({ headline });
  for (const { data } of frames) expect(data).not.toMatch(/[\r\n]/);
});

it('the id is empty until the last snapshot, and the cursor reached from it on', async () => {
  const told = [await tellOrder(api), await tellNews(api), await tellGeneration(api)];
  const frames = await readToHead(`${api.url}/v1/stream?${told.map(({ topic }) => `topic=${topic}`).join('&')}`);
  expect(frames.slice(0, 5).map(({ event, id }) => [event, id === ''])).toEqual([
    ['tape.hello', true],
    ['tape.snapshot', true],
    ['tape.snapshot', true],
    ['tape.snapshot', false],
    ['tape.caught-up', false],
  ]);
  expect(frames[3]?.id).toBe(frames[4]?.id);
  expect(parseCursor(frames[3]?.id ?? '')).toBeDefined();
});

it('a stream with a cursor has it in every frame from the first on', async () => {
  const { streamUrl } = await tellNews(api);
  const frames = await readToHead(`${streamUrl}?lastEventId=start`);
  for (const { id = '' } of frames) expect(parseCursor(id)).toBeDefined();
  for (const { id = '' } of frames) expect(id.length).toBeLessThanOrEqual(64);
});

it('the first frame is tape.hello with what the server was set to, and announces when to reconnect', async () => {
  const { topic, streamUrl } = await tellNews(api);
  await using stream = await openStream(streamUrl);
  const hello = await stream.control('tape.hello');
  expect(stream.frames.items[0]?.event).toBe('tape.hello');
  expect(hello).toMatchObject({ protocol: 1, topics: [topic], heartbeatMs: 50 });
  expect(hello.maxStreamMs).toBeGreaterThanOrEqual(800);
  expect(hello.maxStreamMs).toBeLessThanOrEqual(1_000);
  expect(stream.retries[0]).toBe(123);
});

it('the headers keep caches and proxies out of the way', async () => {
  await using stream = await openStream(newChannel(api).streamUrl);
  const { headers } = stream.response;
  expect(headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  expect(headers.get('Cache-Control')).toContain('no-store');
  expect(headers.get('Cache-Control')).toContain('no-transform');
  expect(headers.get('X-Accel-Buffering')).toBe('no');
});
