import { CONTROL_EVENTS } from '@tickertape/wire';
import { startApi, type Api } from '../support/api.process';
import { newChannel, placeOrder, publish, startGeneration, stepThrough } from '../support/histories';
import { post } from '../support/http.request';
import { like, newUser, relate, say } from '../support/social';
import { openStream, type StreamReader } from '../support/stream.reader';
import { PublishedSchemas } from './published.schemas';

let api: Api;
let schemas: PublishedSchemas;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on', MATCH_SPEED: '3600', HEARTBEAT_MS: '300' } });
  schemas = await PublishedSchemas.of(api);
});
afterAll(() => api[Symbol.asyncDispose]());

const seen = new Set<string>();

function expectPublished({ frames }: StreamReader, path: string, method = 'get'): void {
  for (const frame of frames.items) {
    seen.add(frame.event);
    expect(schemas.faultOfFrame(method, path, frame)).toBe('');
  }
}

it('sends an order as it is published, from its first frame to its last', async () => {
  const order = await placeOrder(api);
  await using early = await openStream(order.streamUrl);
  await stepThrough(order);
  await early.end();
  expectPublished(early, '/v1/orders/{id}/stream');
  await using late = await openStream(order.streamUrl);
  await late.end();
  expectPublished(late, '/v1/orders/{id}/stream');
});

it('sends a generation as it is published, whatever the request', async () => {
  const { body } = await startGeneration(api, { maxTokens: 60 });
  await using own = await openStream(`${api.url}${body.links['stream']}?lastEventId=start`);
  await own.end();
  expectPublished(own, '/v1/generations/{id}/stream');
  const request = { method: 'POST', body: { prompt: 'Tell me about 雪', maxTokens: 30 } } as const;
  await using started = await openStream(`${api.url}/v1/generations/stream`, request);
  await started.end();
  expectPublished(started, '/v1/generations/stream', 'post');
});

it('sends feeds and notifications as they are published', async () => {
  const [ann, ben] = [newUser(), newUser()];
  await using feed = await openStream(`${api.url}/v1/feeds/${ann}/stream`);
  await using notified = await openStream(`${api.url}/v1/notifications/${ben}/stream`);
  await relate(api, ann, 'followed', ben);
  await say(api, ben, 'Look!');
  await like(api, ann, ben);
  await feed.event('feeds.activity_added');
  await notified.event('notifications.added');
  expectPublished(feed, '/v1/feeds/{user}/stream');
  expectPublished(notified, '/v1/notifications/{user}/stream');
});

it('sends whole families and many topics as they are published, merged ones too', async () => {
  await using market = await openStream(`${api.url}/v1/stream?topic=quotes/*&topic=matches/*&topic=news/front`);
  await using slow = await openStream(`${api.url}/v1/stream?topic=quotes/OURS&maxHz=4`);
  await slow.event('tape.caught-up');
  const prices = { bid: '1', ask: '2', last: '1', high: '2', low: '1' };
  const updates = [1, 2, 3].map((size) => ({ type: 'quotes.updated', data: { ...prices, size } }));
  await post(`${api.url}/v1/topics/quotes/OURS/events`, updates);
  await market.event('matches.kicked_off');
  await slow.frames.find('a merged frame', ({ data }) => data.includes('"merged":'));
  expectPublished(market, '/v1/stream');
  expectPublished(slow, '/v1/stream');
});

it.each(['no-cursor', 'zzzz-7'])('tells a gap after %s as it is published', async (cursor) => {
  const channel = newChannel(api);
  await publish(api, channel, 1);
  await using stream = await openStream(`${channel.streamUrl}?lastEventId=${cursor}`);
  await stream.event('tape.caught-up');
  await stream.event('tape.heartbeat');
  expectPublished(stream, '/v1/news/{channel}/stream');
});

it('ends a connection as it is published', async () => {
  await using stream = await openStream(`${newChannel(api).streamUrl}?maxStreamMs=0`);
  await stream.event('tape.drain');
  expectPublished(stream, '/v1/news/{channel}/stream');
});

it('has shown every control event here but the one of a broken store', () => {
  expect(CONTROL_EVENTS.filter((type) => !seen.has(type))).toEqual(['tape.failed']);
});

it('would find a frame that is not as it is published', () => {
  const frame = { id: '', event: 'tape.closed', data: '{"topic":7}' };
  expect(schemas.faultOfFrame('get', '/v1/orders/{id}/stream', frame)).toContain('must be string');
});
