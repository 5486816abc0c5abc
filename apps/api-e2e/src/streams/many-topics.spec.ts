import { startApi, type Api } from '../support/api.process';
import { eventsUrl, newChannel, placeOrder, publish, tellNews, tellOrder } from '../support/histories';
import { get, post, type Problem } from '../support/http.request';
import { eventsOf, snapshotsOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const streamOf = (...topics: readonly string[]): string =>
  `${api.url}/v1/stream?${topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')}`;

it('one connection carries topics of several families under one cursor', async () => {
  const placed = await placeOrder(api);
  const channel = newChannel(api);
  await using stream = await openStream(streamOf(placed.topic, channel.topic));
  await stream.event('tape.caught-up');
  await publish(api, channel, 1);
  await post(`${placed.resourceUrl}/start-cooking`, {});
  await publish(api, channel, 2);
  await stream.frames.until('three events', (frames) => eventsOf(frames).length >= 3);
  expect(eventsOf(stream.frames.items).map(({ topic }) => topic)).toEqual([channel.topic, placed.topic, channel.topic]);
});

it('a topic that the connection of the cursor did not have gets its snapshot when asked for, the others do not', async () => {
  const added = await tellNews(api);
  const known = await tellNews(api);
  const { id: cursor = '' } = (await readToHead(known.streamUrl)).at(-1) ?? {};
  await publish(api, known, 101);
  await publish(api, added, 102);

  const url = `${streamOf(known.topic, added.topic)}&snapshot=${added.topic}`;
  const frames = await readToHead(url, { lastEventId: cursor });
  expect([...snapshotsOf(frames).keys()]).toEqual([added.topic]);
  expect(snapshotsOf(frames).get(added.topic)?.version).toBe(12);
  expect(eventsOf(frames).map(({ topic, version }) => [topic, version])).toEqual([
    [known.topic, 13],
    [added.topic, 13],
  ]);
});

it('a whole family that the connection of the cursor did not have gets its snapshots when they are asked for', async () => {
  const added = await tellNews(api);
  const { topic, streamUrl, resourceUrl } = await placeOrder(api);
  const { id: cursor = '' } = (await readToHead(streamUrl)).at(-1) ?? {};
  await publish(api, added, 103);
  const born = newChannel(api);
  await publish(api, born, 104);
  await post(`${resourceUrl}/start-cooking`, {});

  const frames = await readToHead(`${streamOf(topic, 'news/*')}&snapshot=news/*`, { lastEventId: cursor });
  expect(snapshotsOf(frames).get(added.topic)?.version).toBe(12);
  expect(snapshotsOf(frames).has(born.topic)).toBe(false);
  expect(snapshotsOf(frames).has(topic)).toBe(false);
  expect(eventsOf(frames).map(({ topic, version }) => [topic, version])).toEqual([
    [added.topic, 13],
    [born.topic, 1],
    [topic, 2],
  ]);
});

it('a topic of a whole family gets its snapshot when it is asked for', async () => {
  const [wanted, other] = [await tellNews(api), await tellNews(api)];
  const { id: cursor = '' } = (await readToHead(streamOf('news/*'))).at(-1) ?? {};
  await publish(api, wanted, 105);
  await publish(api, other, 106);
  const frames = await readToHead(`${streamOf('news/*')}&snapshot=${wanted.topic}`, { lastEventId: cursor });
  expect([...snapshotsOf(frames).values()].map(({ topic, version }) => [topic, version])).toEqual([[wanted.topic, 12]]);
  expect(eventsOf(frames).map(({ topic, version }) => [topic, version])).toEqual([
    [wanted.topic, 13],
    [other.topic, 13],
  ]);
});

it('a topic that is named twice is one topic', async () => {
  const { topic } = await tellNews(api);
  const frames = await readToHead(streamOf(topic, topic));
  expect(frames.filter(({ event }) => event === 'tape.snapshot')).toHaveLength(1);
  const hello = JSON.parse(frames[0]?.data ?? '') as { topics: string[] };
  expect(hello.topics).toEqual([topic]);
});

it('a topic that is named beside its whole family gets each event once', async () => {
  const channel = newChannel(api);
  await using stream = await openStream(streamOf(channel.topic, 'news/*'));
  await stream.event('tape.caught-up');
  await publish(api, channel, 1);
  await publish(api, channel, 2);
  await stream.frames.until('both', (frames) => eventsOf(frames).some(({ version }) => version === 2));
  expect(eventsOf(stream.frames.items).map(({ version }) => version)).toEqual([1, 2]);
});

it('a whole family brings channels that exist and channels that are born later', async () => {
  const old = await tellNews(api);
  await using stream = await openStream(streamOf('news/*'));
  await stream.event('tape.caught-up');
  expect(snapshotsOf(stream.frames.items).has(old.topic)).toBe(true);
  const born = newChannel(api);
  await publish(api, born, 1);
  await publish(api, old, 13);
  await stream.frames.until('both', (frames) => eventsOf(frames).length >= 2);
  expect(eventsOf(stream.frames.items).map(({ topic }) => topic)).toEqual([born.topic, old.topic]);
});

it('a stream goes on until the last of its topics is finished', async () => {
  const finished = await tellOrder(api);
  const open = await placeOrder(api);
  await using stream = await openStream(streamOf(finished.topic, open.topic));
  await stream.event('tape.closed');
  await post(`${open.resourceUrl}/cancel`, {});
  expect(await stream.end()).toBe('ended');
  const closed = stream.frames.items.filter(({ event }) => event === 'tape.closed');
  expect(closed.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
    { topic: finished.topic },
    { topic: open.topic },
  ]);
});

it('a whole family tells each end right behind the last event, and to a reader with a later cursor no more', async () => {
  const start = { type: 'matches.kicked_off', data: {} };
  const abandoned = { type: 'matches.abandoned', data: { reason: 'fog' } };
  for (const id of ['ended-1', 'ended-2']) await post(eventsUrl(api, { topic: `matches/${id}` }), [start, abandoned]);
  await post(eventsUrl(api, { topic: 'matches/goes-on' }), [start]);
  const types = (frames: readonly { event: string }[]): string[] => frames.map(({ event }) => event);
  const frames = await readToHead(`${streamOf('matches/*')}&lastEventId=start`);
  expect(types(frames)).toEqual([
    'tape.hello',
    ...['matches.kicked_off', 'matches.abandoned', 'tape.closed'],
    ...['matches.kicked_off', 'matches.abandoned', 'tape.closed'],
    'matches.kicked_off',
    'tape.caught-up',
  ]);
  const again = await readToHead(streamOf('matches/*'), { lastEventId: frames.at(-1)?.id });
  expect(types(again)).toEqual(['tape.hello', 'tape.caught-up']);
});

it.each(['', '&lastEventId=start', '&lastEventId=nonsense'])(
  'a stream of one topic shows no snapshot of another%s',
  async (cursor) => {
    const { streamUrl } = await tellNews(api);
    const answer = await get<Problem>(`${streamUrl}?snapshot=notifications/ann${cursor}`);
    const message = '"notifications/ann" is not among the topics of this stream';
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter', detail: message } });
    expect(answer.body.errors).toEqual([{ path: 'snapshot', message }]);
  },
);

it.each(['news', 'matches', 'quotes', 'orders', 'generations', 'feeds', 'notifications'])(
  '/v1/%s/*/stream is no stream of all of them',
  async (family) => {
    const answer = await get<Problem>(`${api.url}/v1/${family}/*/stream`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'topic_not_found' } });
  },
);

it('takes 100 topics', async () => {
  const topics = Array.from({ length: 100 }, (_, i) => `news/hundred-${i}`);
  expect([...snapshotsOf(await readToHead(streamOf(...topics))).keys()]).toEqual(topics);
});

const tooMany = Array.from({ length: 101 }, (_, i) => `topic=news/${i}`).join('&');
it.each([
  ['101 topics', tooMany, 400, 'bad_parameter'],
  ['no topic', '', 400, 'bad_parameter'],
  ['an empty topic', 'topic=', 400, 'bad_parameter'],
  ['what is no topic', 'topic=news', 400, 'bad_parameter'],
  ['a topic with a strange character', 'topic=news/a%20b', 400, 'bad_parameter'],
  ['a whole family that is not to be read whole', 'topic=orders/*', 403, 'wildcard_forbidden'],
  ['all generations', 'topic=generations/*', 403, 'wildcard_forbidden'],
  ['an unknown family', 'topic=weather/here', 404, 'unknown_family'],
  ['control events as a family', 'topic=tape/hello', 404, 'unknown_family'],
  ['an order that does not exist', 'topic=orders/nobody', 404, 'topic_not_found'],
  ['a known topic and an unknown one', 'topic=news/x&topic=generations/nobody', 404, 'topic_not_found'],
  ['a snapshot of a topic that is not asked for', 'topic=news/x&snapshot=news/y', 400, 'bad_parameter'],
  ['a snapshot of a whole family of which a topic is asked for', 'topic=news/x&snapshot=news/*', 400, 'bad_parameter'],
  ['a snapshot of no topic', 'topic=news/x&snapshot=y', 400, 'bad_parameter'],
])('refuses %s before the first byte', async (_, query, status, code) => {
  const answer = await get<Problem>(`${api.url}/v1/stream?${query}`);
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer).toMatchObject({ status, body: { status, code } });
});
