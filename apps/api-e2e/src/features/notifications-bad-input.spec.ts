import { startApi, type Api } from '../support/api.process';
import { get, post, postText, type Problem } from '../support/http.request';
import { like, mark, newUser, notificationsOf, notificationsUrl } from '../support/social';
import { openStream } from '../support/stream.reader';

let api: Api;
let me: string;
let cursor: string;
beforeAll(async () => {
  api = await startApi();
  me = newUser();
  await using stream = await openStream(notificationsUrl(api, me, '/stream'));
  await like(api, 'ann', me);
  await stream.event('notifications.added');
  cursor = (await notificationsOf(api, me)).cursor;
});
afterAll(() => api[Symbol.asyncDispose]());

/** Neither in a topic nor in a header. */
const placed = (change: (epoch: string, seq: number) => string): string => {
  const [epoch = '', seq = ''] = cursor.split('-');
  return change(epoch, Number(seq));
};

it.each<[what: string, upTo: () => unknown, message: RegExp]>([
  ['of another tape', () => placed((_, seq) => `foreign-${seq}`), /of another tape: read the page again/],
  ['ahead of the tape', () => placed((epoch, seq) => `${epoch}-${seq + 1_000}`), /ahead of the tape: read the page/],
  ['ahead in its page', () => placed((epoch, seq) => `${epoch}-${seq}.0.${seq + 1_000}`), /ahead of the tape/],
  ['malformed', () => 'yesterday', /not a cursor: give the cursor of the page/],
  ['the start', () => 'start', /not a cursor/],
  ['an emoji', () => '🔔', /not a cursor/],
  ['a number', () => 7, /must be a string/],
])('refuses a mark up to a cursor that is %s, and marks nothing', async (_, upTo, message) => {
  for (const what of ['seen', 'read']) {
    const answer = await post<Problem>(notificationsUrl(api, me, `/${what}`), { upTo: upTo() });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body.errors).toEqual([{ path: 'upTo', message: expect.stringMatching(message) as string }]);
  }
  expect(await notificationsOf(api, me)).toMatchObject({ cursor, unseen: 1, unread: 1 });
});

it.each<[what: string, body: () => object, path: string]>([
  ['both fields', () => ({ upTo: cursor, ids: ['like:photo:sunset'] }), ''],
  ['neither field', () => ({}), ''],
  ['nulls', () => ({ upTo: null, ids: null }), ''],
  ['no ids', () => ({ ids: [] }), 'ids'],
  ['an empty id', () => ({ ids: [''] }), 'ids'],
  ['ids that are none', () => ({ ids: [1] }), 'ids'],
  ['too many ids', () => ({ ids: Array.from({ length: 101 }, (_, i) => `${i}`) }), 'ids'],
  ['an id that is too long', () => ({ ids: ['x'.repeat(501)] }), 'ids'],
  ['a field that is unknown', () => ({ ids: ['x'], all: true }), 'all'],
])('refuses to read %s', async (_, body, path) => {
  const answer = await post<Problem>(notificationsUrl(api, me, '/read'), body());
  expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  expect(new Set(answer.body.errors?.map((error) => error.path))).toEqual(new Set([path]));
  expect(await notificationsOf(api, me)).toMatchObject({ cursor, unread: 1 });
});

it('refuses to have seen nothing in particular, and what is no JSON', async () => {
  const answer = await mark(api, me, 'seen', {});
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'upTo' }] } });
  expect(await mark(api, me, 'seen', { ids: ['like:photo:sunset'], upTo: cursor })).toMatchObject({ status: 422 });
  expect(await postText(notificationsUrl(api, me, '/seen'), '{"upTo"')).toMatchObject({ status: 400 });
  expect(await notificationsOf(api, me)).toMatchObject({ cursor, unseen: 1 });
});

it.each(['0', '-1', '101', '1.5', 'ten', '', '5&limit=6'])('refuses the limit %j', async (limit) => {
  const answer = await get<Problem>(notificationsUrl(api, me, `?limit=${limit}`));
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter', errors: [{ path: 'limit' }] } });
});

it('has no notifications of users who cannot be', async () => {
  for (const name of ['🦊', 'a b', 'x'.repeat(129), '*']) {
    const user = encodeURIComponent(name);
    const missing = { status: 404, body: { code: 'topic_not_found' } };
    expect(await get<Problem>(notificationsUrl(api, user))).toMatchObject(missing);
    expect(await get<Problem>(notificationsUrl(api, user, '/stream'))).toMatchObject(missing);
    expect(await mark(api, user, 'seen', { upTo: cursor })).toMatchObject(missing);
    expect(await mark(api, user, 'read', { ids: ['x'] })).toMatchObject(missing);
  }
});

it('has an empty page for a user whom nobody has told anything, and marks nothing there', async () => {
  const nobody = newUser();
  const page = await notificationsOf(api, nobody);
  expect(page).toMatchObject({ id: nobody, items: [], unseen: 0, unread: 0, version: 0 });
  for (const upTo of [page.cursor, cursor]) {
    expect(await mark(api, nobody, 'read', { upTo })).toMatchObject({ status: 200, body: { version: 0 } });
  }
});
