import { startApi, type Api } from '../support/api.process';
import { get, post, postText, send, type Problem } from '../support/http.request';
import { activitiesUrl, askRelation, feedOf, feedUrl, newUser, publish, relate, say } from '../support/social';

let api: Api;
beforeAll(async () => (api = await startApi()));
afterAll(() => api[Symbol.asyncDispose]());

const photo = { type: 'photo', id: '1' };

it('refuses to relate a user to himself', async () => {
  const ann = newUser();
  for (const what of ['followed', 'muted', 'blocked'] as const) {
    expect(await askRelation(api, ann, what, ann)).toMatchObject({ status: 422, body: { code: 'self_relation' } });
  }
});

it('takes a user whom nobody has heard of for one without activities', async () => {
  const [ann, nobody] = [newUser(), newUser()];
  expect(await askRelation(api, ann, 'followed', nobody)).toMatchObject({
    status: 200,
    body: { id: ann, following: [nobody] },
  });
  expect((await feedOf(api, nobody)).items).toEqual([]);
  expect((await feedOf(api, ann)).items).toEqual([]);
});

it('lets users follow each other in a circle, and shows nobody his own', async () => {
  const users = [newUser(), newUser(), newUser()];
  for (const [i, user] of users.entries()) await relate(api, user, 'followed', users[(i + 1) % 3] ?? '');
  for (const user of users) await say(api, user, `by ${user}`);
  for (const [i, user] of users.entries()) {
    expect((await feedOf(api, user)).items.map(({ text }) => text)).toEqual([`by ${users[(i + 1) % 3]}`]);
  }
});

it('follows, mutes and blocks once, however often it is asked', async () => {
  const [ann, ben] = [newUser(), newUser()];
  const versions = [];
  for (const what of ['followed', 'followed', 'muted', 'muted', 'unmuted', 'unmuted', 'unfollowed'] as const) {
    versions.push((await askRelation(api, ann, what, ben)).body.version);
  }
  expect(versions).toEqual([1, 1, 2, 2, 3, 3, 4]);
});

it('refuses to follow across a block, and ends what there was', async () => {
  const [ann, ben] = [newUser(), newUser()];
  await relate(api, ben, 'followed', ann);
  await relate(api, ann, 'blocked', ben);
  expect((await askRelation(api, ann, 'followed', ben)).status).toBe(403);
  expect(await askRelation(api, ben, 'followed', ann)).toMatchObject({ status: 403, body: { code: 'blocked' } });
  expect((await get(`${api.url}/v1/users/${ben}/following`)).body).toMatchObject({ following: [] });
  await relate(api, ann, 'unblocked', ben);
  await relate(api, ben, 'followed', ann);
});

it('lists followers page by page, in the order of following', async () => {
  const [ann, ...others] = [newUser(), newUser(), newUser(), newUser()];
  for (const other of others) await relate(api, other, 'followed', ann);
  const url = `${api.url}/v1/users/${ann}/followers`;
  const first = (await get<{ items: { user: string }[]; count: number; next: string }>(`${url}?limit=2`)).body;
  expect(first).toMatchObject({ count: 3, items: others.slice(0, 2).map((user) => ({ user })) });
  expect((await get(`${url}?limit=2&after=${first.next}`)).body).toEqual({ count: 3, items: [{ user: others[2] }] });
});

it('refuses an activity of ten megabytes and changes nothing', async () => {
  const ann = newUser();
  const body = JSON.stringify({ verb: 'post', object: photo, text: 'x'.repeat(10_000_000) });
  // A server that has answered may close before it has read all of it.
  const answer = await postText<Problem>(activitiesUrl(api, ann), body).catch(() => undefined);
  if (answer) expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  expect((await get<{ version: number }>(activitiesUrl(api, ann))).body.version).toBe(0);
});

it.each(['😀', 'a b', 'x'.repeat(129), '*'])('refuses the user name %s', async (name) => {
  const ann = newUser();
  const path = encodeURIComponent(name);
  const answers = await Promise.all([
    askRelation(api, ann, 'followed', name),
    post<Problem>(`${api.url}/v1/users/${path}/activities`, { verb: 'post', object: photo }),
    get<Problem>(`${api.url}/v1/users/${path}/following`),
    get<Problem>(`${api.url}/v1/users/${path}/followers`),
    get<Problem>(feedUrl(api, path)),
  ]);
  for (const { status, body } of answers) {
    expect(status).toBe(404);
    expect((body as unknown as Problem).code).toBe('topic_not_found');
  }
});

it.each([
  ['verb', { object: photo }],
  ['verb', { verb: '', object: photo }],
  ['object', { verb: 'like' }],
  ['object', { verb: 'like', object: 'photo' }],
  ['object', { verb: 'like', object: { type: 'photo' } }],
  ['object', { verb: 'like', object: { ...photo, attributedTo: 'a b' } }],
  ['object', { verb: 'like', object: { ...photo, more: 'x'.repeat(9_000) } }],
  ['to', { verb: 'like', object: photo, to: ['😀'] }],
  ['text', { verb: 'like', object: photo, text: 'x'.repeat(5_001) }],
  ['surprise', { verb: 'like', object: photo, surprise: 1 }],
])('refuses an activity with a bad %s', async (path, body) => {
  expect(await post<Problem>(activitiesUrl(api, newUser()), body)).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: expect.arrayContaining([expect.objectContaining({ path })]) as object },
  });
});

it('knows no activity that is not there, nor one of somebody else', async () => {
  const [ann, ben] = [newUser(), newUser()];
  const id = await publish(api, ann, { verb: 'post', object: photo });
  for (const url of [activitiesUrl(api, ann, 'nothing'), activitiesUrl(api, ben, id)]) {
    expect(await get(url)).toMatchObject({ status: 404, body: { code: 'activity_not_found' } });
    expect((await send('PATCH', url, { text: 'x' })).status).toBe(404);
    expect((await send('DELETE', url)).status).toBe(404);
  }
});

it.each(['limit=0', 'limit=101', 'limit=x', 'before=x', 'before='])('refuses a page with %s', async (query) => {
  expect(await get<Problem>(feedUrl(api, newUser(), `?${query}`))).toMatchObject({
    status: 400,
    body: { code: 'bad_parameter' },
  });
});
