import type { NewsState, NewsStory } from '@tickertape/events';
import { startApi, type Api } from '../support/api.process';
import { eventsUrl, newChannel } from '../support/histories';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, snapshotsOf, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

type News = Resource & NewsState;
type Channel = ReturnType<typeof newChannel>;

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const append = (channel: Channel, what: string, data: object) =>
  post(eventsUrl(api, channel), { type: `news.${what}`, data });
const storyOf = async ({ resourceUrl }: Channel): Promise<NewsStory | undefined> =>
  (await get<News>(resourceUrl)).body.stories[0];

it('shows corrections and retractions as such, on the page and on the stream', async () => {
  const channel = newChannel(api);
  await append(channel, 'published', { storyId: 'a', headline: 'Tape beats wire', body: 'By a length.' });
  await append(channel, 'corrected', { storyId: 'a', headline: 'Tape beats wire by two lengths' });
  const corrected = await storyOf(channel);
  expect(corrected).toMatchObject({ headline: 'Tape beats wire by two lengths', body: 'By a length.' });
  await append(channel, 'retracted', { storyId: 'a', reason: 'It was a dream.' });

  const frames = await readToHead(`${channel.streamUrl}?lastEventId=start`);
  const events = eventsOf(frames);
  expect(events.map(({ type }) => type)).toEqual(['news.published', 'news.corrected', 'news.retracted']);
  const [published, correction, retraction] = events;
  const { body } = await get<News>(channel.resourceUrl);
  expect(body.stories).toEqual([
    {
      ...corrected,
      publishedAt: published?.time,
      correctedAt: correction?.time,
      retractedAt: retraction?.time,
      reason: 'It was a dream.',
      simulated: false,
    },
  ]);
  expect(foldFrames(frames).get(channel.topic)?.state).toEqual(stateOf(body));
  expect(snapshotsOf(await readToHead(channel.streamUrl)).get(channel.topic)?.state).toEqual(stateOf(body));
});

it('is as it was after a correction or a retraction of an unknown story, and streams on', async () => {
  const channel = newChannel(api);
  await using stream = await openStream(channel.streamUrl);
  await append(channel, 'published', { storyId: 'a', headline: 'Known' });
  const before = await get<News>(channel.resourceUrl);
  expect((await append(channel, 'corrected', { storyId: 'ghost', headline: 'Boo' })).status).toBe(201);
  expect((await append(channel, 'retracted', { storyId: 'ghost', reason: 'Nobody wrote it.' })).status).toBe(201);
  const after = await get<News>(channel.resourceUrl);
  expect(after.body.stories).toEqual(before.body.stories);
  expect(after.body.version).toBe(3);
  await append(channel, 'published', { storyId: 'b', headline: 'Still here' });
  await stream.frames.until('four events', (frames) => eventsOf(frames).length === 4);
  const { body } = await get<News>(channel.resourceUrl);
  expect(foldFrames(stream.frames.items).get(channel.topic)?.state).toEqual(stateOf(body));
});

it('brings several channels on one connection, and goes on with all of them after a cut', async () => {
  const [one, two, other] = [newChannel(api), newChannel(api), newChannel(api)];
  const url = `${api.url}/v1/stream?topic=${one.topic}&topic=${two.topic}`;
  const publish = (channel: Channel, storyId: string) => append(channel, 'published', { storyId, headline: storyId });
  await publish(one, 'a');
  await using first = await openStream(url);
  await first.event('tape.caught-up');
  for (const [channel, storyId] of [
    [two, 'b'],
    [other, 'c'],
    [one, 'd'],
  ] as const)
    await publish(channel, storyId);
  await first.frames.until('two events', (frames) => eventsOf(frames).length === 2);
  const { lastEventId } = first;
  await first[Symbol.asyncDispose]();

  await publish(two, 'e');
  await append(one, 'retracted', { storyId: 'a', reason: 'Wrong.' });
  const rest = await readToHead(url, { lastEventId });
  expect(snapshotsOf(rest).size).toBe(0);
  const events = [...eventsOf(first.frames.items), ...eventsOf(rest)];
  expect(events.map(({ topic }) => topic)).toEqual([two.topic, one.topic, two.topic, one.topic]);
  expectNoGapAndNoRepeat(events, new Map([[one.topic, 1]]));
  const views = foldFrames([...first.frames.items, ...rest]);
  for (const { topic, resourceUrl } of [one, two]) {
    expect(views.get(topic)?.state).toEqual(stateOf((await get<News>(resourceUrl)).body));
  }
});

it('gives the newest so many stories', async () => {
  const channel = newChannel(api);
  for (const storyId of ['a', 'b', 'c']) await append(channel, 'published', { storyId, headline: storyId });
  const { body } = await get<News>(`${channel.resourceUrl}?limit=2`);
  expect(body.stories.map(({ storyId }) => storyId)).toEqual(['c', 'b']);
});

it.each(['0', '51', '1.5', 'many', ''])('refuses %j stories', async (limit) => {
  const answer = await get<Problem>(`${newChannel(api).resourceUrl}?limit=${limit}`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter' } });
});

it.each([
  ['published', { storyId: 'a' }, 'data.headline'],
  ['published', { storyId: 'a', headline: 'x'.repeat(301) }, 'data.headline'],
  ['published', { storyId: 'a', headline: 'b', url: 'javascript:alert(1)' }, 'data.url'],
  ['published', { storyId: 'a', headline: 'b', simulated: 'perhaps' }, 'data.simulated'],
  ['corrected', { headline: 'b' }, 'data.storyId'],
  ['retracted', { storyId: 'a', reason: 7 }, 'data.reason'],
])('refuses what is %s as %j', async (what, data, path) => {
  const answer = await post<Problem>(eventsUrl(api, newChannel(api)), { type: `news.${what}`, data });
  expect(answer.status).toBe(422);
  expect(answer.body.errors?.map((error) => error.path)).toContain(path);
});
