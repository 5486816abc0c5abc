import { startApi, type Api } from '../support/api.process';
import { get, post, send, type Problem, type Resource } from '../support/http.request';
import {
  activitiesUrl,
  feedOf,
  feedUrl,
  newUser,
  publish,
  relate,
  remove,
  say,
  type Activity,
} from '../support/social';
import { eventsOf, foldFrames, snapshotsOf, stateOf } from '../support/stream.events';
import { openStream, type StreamReader } from '../support/stream.reader';

let api: Api;
beforeAll(async () => (api = await startApi()));
afterAll(() => api[Symbol.asyncDispose]());

const textsOf = async (user: string) => (await feedOf(api, user)).items.map(({ text }) => text);

async function openFeed(user: string): Promise<StreamReader> {
  const stream = await openStream(feedUrl(api, user, '/stream'));
  await stream.event('tape.caught-up');
  return stream;
}

const shown = (stream: StreamReader) =>
  eventsOf(stream.frames.items).map(({ type, data }) => [type, (data as Activity).text ?? (data as Activity).id]);

it('brings an activity, its edit and its end to the page and the open stream of every follower', async () => {
  const [ann, ben, cleo] = [newUser(), newUser(), newUser()];
  await relate(api, ben, 'followed', ann);
  await relate(api, cleo, 'followed', ann);
  await using stream = await openFeed(ben);
  const id = await say(api, ann, 'hello');
  await send('PATCH', activitiesUrl(api, ann, id), { text: 'hello!' });
  await stream.event('feeds.activity_changed');
  expect(await textsOf(ben)).toEqual(['hello!']);
  expect(await textsOf(cleo)).toEqual(['hello!']);
  await remove(api, ann, id);
  await stream.event('feeds.activity_removed');
  expect(shown(stream)).toEqual([
    ['feeds.activity_added', 'hello'],
    ['feeds.activity_changed', 'hello!'],
    ['feeds.activity_removed', id],
  ]);
  expect(await textsOf(ben)).toEqual([]);
  expect(await textsOf(ann)).toEqual([]);
  expect(foldFrames(stream.frames.items).get(`feeds/${ben}`)?.state).toEqual({ id: ben, items: [] });
});

it('answers a publication as every creation, and repeats it under its foreignId', async () => {
  const ann = newUser();
  const content = { verb: 'add', object: { type: 'photo', id: '7', width: 640 }, foreignId: 'photos/7', text: 'Look!' };
  const first = await post<Activity & Resource>(activitiesUrl(api, ann), content);
  expect(first).toMatchObject({
    status: 201,
    body: { ...content, actor: ann, topic: `activities/${ann}`, version: 1 },
  });
  expect(first.body.id).toMatch(new RegExp(`^[0-9a-f]{16}\\.${ann}$`));
  expect(first.headers.get('Location')).toBe(first.body.links['self']);
  expect((await get(api.url + String(first.headers.get('Location')))).body).toEqual(first.body);
  expect(await post(activitiesUrl(api, ann), content)).toMatchObject({ status: 200, body: first.body });
  expect(await post<Problem>(activitiesUrl(api, ann), { ...content, text: 'Else' })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  await remove(api, ann, first.body.id);
  await remove(api, ann, first.body.id);
  expect(await get<Problem>(activitiesUrl(api, ann, first.body.id))).toMatchObject({
    status: 410,
    body: { code: 'activity_removed', deleted: expect.any(String) as string },
  });
  expect((await post<Problem>(activitiesUrl(api, ann), content)).status).toBe(410);
  expect((await get<{ items: unknown[] }>(activitiesUrl(api, ann))).body.items).toEqual([]);
});

it('backfills when somebody begins to follow, says that it is nothing new, and gives the feed back at the end', async () => {
  const [ann, ben, cleo] = [newUser(), newUser(), newUser()];
  await relate(api, ben, 'followed', cleo);
  await say(api, cleo, 'c1');
  for (const text of ['a1', 'a2', 'a3']) await say(api, ann, text);
  await say(api, cleo, 'c2');
  const before = await feedOf(api, ben);
  await using stream = await openFeed(ben);
  await relate(api, ben, 'followed', ann);
  expect(await textsOf(ben)).toEqual(['c2', 'a3', 'a2', 'a1', 'c1']);
  await stream.frames.until('the backfill', (frames) => eventsOf(frames).length === 3);
  expect(eventsOf(stream.frames.items).map(({ data }) => data)).toEqual(
    ['a3', 'a2', 'a1'].map((text) => expect.objectContaining({ text, backfilled: true }) as object),
  );
  await relate(api, ben, 'unfollowed', ann);
  expect((await feedOf(api, ben)).items).toEqual(before.items);
});

it.each(['muted', 'blocked'] as const)('shows nothing of somebody who is %s, on the open stream too', async (what) => {
  const [ann, ben, cleo] = [newUser(), newUser(), newUser()];
  for (const author of [ann, cleo]) await relate(api, ben, 'followed', author);
  await say(api, ann, 'before');
  await using stream = await openFeed(ben);
  await relate(api, ben, what, ann);
  expect(await textsOf(ben)).toEqual([]);
  await say(api, ann, 'after');
  await say(api, cleo, 'and now');
  await stream.event('feeds.activity_added');
  expect(shown(stream)).toEqual([
    ['feeds.activity_removed', expect.stringContaining(ann)],
    ['feeds.activity_added', 'and now'],
  ]);
});

it('gives pages from the newest to the oldest, each activity once', async () => {
  const [ann, ben] = [newUser(), newUser()];
  await relate(api, ben, 'followed', ann);
  for (let n = 1; n <= 7; n += 1) await say(api, ann, `${n}`);
  const first = await feedOf(api, ben, '?limit=3');
  const second = await feedOf(api, ben, `?limit=3&before=${first.next}`);
  const third = await feedOf(api, ben, `?limit=3&before=${second.next}`);
  expect([first, second, third].flatMap(({ items }) => items.map(({ text }) => text)).join('')).toBe('7654321');
  expect(third.next).toBeUndefined();
  expect(first.tail).toBe(first.cursor);
});

it('starts a stream with the whole feed, which the page’s items begin', async () => {
  const [ann, ben] = [newUser(), newUser()];
  await relate(api, ben, 'followed', ann);
  for (let n = 1; n <= 3; n += 1) await say(api, ann, `${n}`);
  await using stream = await openFeed(ben);
  const { items } = await feedOf(api, ben);
  expect(snapshotsOf(stream.frames.items).get(`feeds/${ben}`)?.state).toEqual({ id: ben, items });
});

it('publishes whatever an app says of an object, and tells nobody else', async () => {
  const ann = newUser();
  const object = { type: 'photo', id: '1', name: 'Sunset', tags: ['sea', { nested: true }], attributedTo: ann };
  const id = await publish(api, ann, { verb: 'add', object });
  expect(stateOf((await get(activitiesUrl(api, ann, id))).body)).toMatchObject({ id, object, actor: ann });
});
