import { parseCursor, type Gap } from '@tickertape/wire';
import { startApi, type Api } from '../support/api.process';
import { eventsUrl, newChannel, placeOrder, publish, tellNews, tellOrder, type Place } from '../support/histories';
import { get, post } from '../support/http.request';
import { eventsOf, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const typesOf = (frames: readonly { event: string }[]): string[] => frames.map(({ event }) => event);
const gapIn = (frames: readonly { event: string; data: string }[]): Gap =>
  JSON.parse(frames.find(({ event }) => event === 'tape.gap')?.data ?? 'null') as Gap;

const epochOf = (cursor: string): string => parseCursor(cursor)?.epoch ?? '';

describe.each([
  ['of another epoch', 'epoch', () => 'another1-2'],
  ['ahead of the tape', 'ahead', (cursor: string) => `${epochOf(cursor)}-999999`],
  ['of a page ahead of the tape', 'ahead', (cursor: string) => `${epochOf(cursor)}-2.1.999999`],
  ['that is no cursor', 'malformed', () => 'yesterday'],
  ['with an impossible place', 'malformed', (cursor: string) => `${epochOf(cursor)}--1`],
  ['with a page that it is not in', 'malformed', (cursor: string) => `${epochOf(cursor)}-9.1.3`],
  ['of a thousand characters', 'malformed', () => 'x'.repeat(1_000)],
  ['in another script', 'malformed', () => encodeURIComponent('昨日')],
])('a cursor %s', (_, reason, of) => {
  it.each(['header', 'query'])(
    `in the %s is answered 200 with a gap "${reason}", a snapshot and the tail`,
    async (where) => {
      const channel = await tellNews(api);
      const { body } = await get(channel.resourceUrl);
      const bad = of(body.cursor);
      await using stream =
        where === 'header'
          ? await openStream(channel.streamUrl, { lastEventId: bad })
          : await openStream(`${channel.streamUrl}?lastEventId=${bad}`);
      expect(stream.response.status).toBe(200);
      await stream.event('tape.caught-up');
      await publish(api, channel, 13);
      await stream.event('news.published');
      expect(typesOf(stream.frames.items)).toEqual([
        'tape.hello',
        'tape.gap',
        'tape.snapshot',
        'tape.caught-up',
        'news.published',
      ]);
      expect(gapIn(stream.frames.items)).toEqual({ topic: channel.topic, reason, missed: null });
      expect(foldFrames(stream.frames.items).get(channel.topic)?.state).toEqual(
        stateOf((await get(channel.resourceUrl)).body),
      );
    },
  );
});

it('a cursor in a page wider than any that is sent is malformed', async () => {
  const channel = await tellNews(api);
  const { body: first } = await get(channel.resourceUrl);
  const batch = Array.from({ length: 300 }, (_, i) => ({
    type: 'news.published',
    data: { storyId: `wide-${i}`, headline: 'one of many' },
  }));
  await post<Place>(eventsUrl(api, channel), batch);
  const { epoch, seq } = parseCursor(first.cursor) ?? { epoch: '', seq: NaN };
  const frames = await readToHead(channel.streamUrl, { lastEventId: `${epoch}-${seq + 1}.${seq}.${seq + 300}` });
  expect(typesOf(frames)).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
  expect(gapIn(frames)).toEqual({ topic: channel.topic, reason: 'malformed', missed: null });
});

it('a finished topic answers a bad cursor with a gap and its last snapshot, not with 204', async () => {
  const { streamUrl } = await tellOrder(api);
  await using stream = await openStream(streamUrl, { lastEventId: 'another1-999999' });
  expect(await stream.end()).toBe('ended');
  expect(typesOf(stream.frames.items)).toEqual([
    'tape.hello',
    'tape.gap',
    'tape.snapshot',
    'tape.caught-up',
    'tape.closed',
  ]);
});

it('a gap that concerns every topic of a stream names none', async () => {
  const { topic } = await placeOrder(api);
  const frames = await readToHead(`${api.url}/v1/stream?topic=${topic}&topic=news/x`, { lastEventId: 'nonsense' });
  expect(gapIn(frames)).toEqual({ reason: 'malformed', missed: null });
});

it('an empty cursor is none: a snapshot without a gap', async () => {
  const { streamUrl } = await tellNews(api);
  const response = await fetch(streamUrl + '?lastEventId=', { headers: { 'Last-Event-ID': '' } });
  await response.body?.cancel();
  const frames = await readToHead(`${streamUrl}?lastEventId=`);
  expect(typesOf(frames)).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up']);
});

it('the header outweighs the query', async () => {
  const { streamUrl, resourceUrl } = await tellNews(api);
  const { body } = await get(resourceUrl);
  const frames = await readToHead(`${streamUrl}?lastEventId=start`, { lastEventId: body.cursor });
  expect(typesOf(frames)).toEqual(['tape.hello', 'tape.caught-up']);
});

it('a cursor whose events are no longer retained is told so, and gets a snapshot and the tail', async () => {
  const channel = newChannel(api);
  const { body: first } = await publish(api, channel, 1);
  // 1,000 events of a channel are retained.
  const batch = Array.from({ length: 150 }, (_, i) => ({
    type: 'news.published',
    data: { storyId: `batch-${i}`, headline: 'one of very many' },
  }));
  for (let sent = 0; sent < 8; sent += 1) await post<Place>(eventsUrl(api, channel), batch);
  // The tape drops what it need not keep soon after, not at once.
  const oldestVersion = async (): Promise<number> =>
    eventsOf(await readToHead(`${channel.streamUrl}?lastEventId=start`))[0]?.version ?? 0;
  while ((await oldestVersion()) === 1);

  const frames = await readToHead(channel.streamUrl, { lastEventId: first.cursor });
  expect(typesOf(frames)).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
  const { topic, reason, missed } = gapIn(frames);
  expect({ topic, reason }).toEqual({ topic: channel.topic, reason: 'expired' });
  if (missed !== null) expect(missed).toBe((await oldestVersion()) - 2);
  expect(foldFrames(frames).get(channel.topic)?.state).toEqual(stateOf((await get(channel.resourceUrl)).body));

  const asking = await readToHead(`${channel.streamUrl}?snapshot=${topic}`, { lastEventId: first.cursor });
  expect(gapIn(asking)).toMatchObject({ topic, reason: 'expired' });
});
