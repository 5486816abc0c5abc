import { startApi, type Api } from '../support/api.process';
import { like, mark, newUser, notificationsOf, notificationsUrl, publish, relate, remove } from '../support/social';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, type StreamReader } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const openNotifications = (user: string, lastEventId?: string): Promise<StreamReader> =>
  openStream(notificationsUrl(api, user, '/stream'), { lastEventId });

/** The counts that a stream has pushed, as `unseen/unread`. */
const pushed = ({ frames }: StreamReader): string[] =>
  eventsOf(frames.items).map(({ data }) => {
    const { unseen, unread } = data as { unseen: number; unread: number };
    return `${unseen}/${unread}`;
  });

const received = (stream: StreamReader, count: number): Promise<void> =>
  stream.frames.until(`${count} events`, (frames) => eventsOf(frames).length >= count);

/** Somebody does something, and the stream tells of it. */
async function toldOf(stream: StreamReader, deed: Promise<unknown>): Promise<void> {
  const before = pushed(stream).length;
  await deed;
  await received(stream, before + 1);
}

it('tells that ann and 3 others liked a photo, with the same counts on the page and on the stream', async () => {
  const [me, ...actors] = [newUser(), 'dan', 'cleo', 'bob', 'ann'];
  await using stream = await openNotifications(me);
  for (const actor of actors) await toldOf(stream, like(api, actor, me));
  await toldOf(stream, like(api, 'ann', me, 'sunrise'));
  expect(pushed(stream)).toEqual(['1/1', '1/1', '1/1', '1/1', '2/2']);
  const page = await notificationsOf(api, me);
  expect(page).toMatchObject({ id: me, topic: `notifications/${me}`, version: 5, unseen: 2, unread: 2 });
  expect(page.items.map(({ text }) => text)).toEqual(['ann liked your photo', 'ann and 3 others liked your photo']);
  expectNoGapAndNoRepeat(eventsOf(stream.frames.items));
  expect(foldFrames(stream.frames.items).get(page.topic)?.state).toEqual(stateOf(page));
  expect(Object.keys(page.links).sort()).toEqual(['read', 'seen', 'self', 'stream']);
});

it('gives the newest groups up to a limit, with the counts of all, and the stream goes on from the page', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  for (const photo of ['a', 'b', 'c']) await toldOf(stream, like(api, 'ann', me, photo));
  const limited = await fetch(notificationsUrl(api, me, '?limit=2'));
  expect(await limited.json()).toMatchObject({
    items: [{ id: 'like:photo:c' }, { id: 'like:photo:b' }],
    unseen: 3,
    unread: 3,
  });
  const { cursor } = await notificationsOf(api, me);
  await like(api, 'bob', me, 'a');
  await using tail = await openNotifications(me, cursor);
  await received(tail, 1);
  expect(eventsOf(tail.frames.items)).toMatchObject([{ version: 4, data: { actor: 'bob', unseen: 3 } }]);
});

it('tells of comments, replies, mentions, invitations and follows as one says it', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  const note = { type: 'note', id: '1' };
  const target = { type: 'photo', id: '1', attributedTo: me };
  await toldOf(stream, publish(api, 'ann', { verb: 'comment', object: note, target }));
  await toldOf(stream, publish(api, 'ann', { verb: 'post', object: note, to: [me] }));
  await toldOf(stream, publish(api, 'ann', { verb: 'invite', object: { type: 'event', id: '1' }, to: [me] }));
  await toldOf(stream, publish(api, 'ann', { verb: 'reply', object: { type: 'note', id: `0123456789abcdef.${me}` } }));
  await toldOf(stream, relate(api, 'ann', 'followed', me));
  expect((await notificationsOf(api, me)).items.map(({ text }) => text)).toEqual([
    'ann followed you',
    'ann replied to your note',
    'ann invited you',
    'ann mentioned you',
    'ann commented on your photo',
  ]);
});

it('shows on one device what another one has marked, and answers with the state', async () => {
  const me = newUser();
  await using phone = await openNotifications(me);
  await using laptop = await openNotifications(me);
  await toldOf(phone, like(api, 'ann', me, 'a'));
  await toldOf(phone, like(api, 'ann', me, 'b'));
  const seen = await mark(api, me, 'seen', { upTo: phone.lastEventId });
  expect(seen).toMatchObject({ status: 200, body: { unseen: 0, unread: 2, version: 3 } });
  const read = await mark(api, me, 'read', { ids: ['like:photo:a', 'unknown'] });
  expect(read).toMatchObject({ status: 200, body: { unseen: 0, unread: 1, version: 4 } });
  await received(laptop, 4);
  expect(eventsOf(laptop.frames.items).slice(2)).toMatchObject([
    { type: 'notifications.seen', data: { upTo: 2, unseen: 0, unread: 2 } },
    { type: 'notifications.read', data: { ids: ['like:photo:a'], unseen: 0, unread: 1 } },
  ]);
  expect(stateOf(read.body)).toEqual(foldFrames(laptop.frames.items).get(`notifications/${me}`)?.state);
});

it('marks what there was up to a cursor, and nothing after it', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  await toldOf(stream, like(api, 'ann', me, 'a'));
  const { cursor } = await notificationsOf(api, me);
  await toldOf(stream, like(api, 'ann', me, 'b'));
  await toldOf(stream, like(api, 'bob', me, 'a'));
  expect((await mark(api, me, 'read', { upTo: cursor })).body).toMatchObject({ unseen: 2, unread: 2 });
  const last = stream.lastEventId;
  expect((await mark(api, me, 'read', { upTo: last })).body).toMatchObject({ unseen: 0, unread: 0 });
});

it('counts a group again that is added to after it was read, and no more when that is taken back', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  await toldOf(stream, like(api, 'ann', me));
  await mark(api, me, 'read', { upTo: stream.lastEventId });
  await received(stream, 2);
  const id = await like(api, 'bob', me);
  await received(stream, 3);
  await toldOf(stream, remove(api, 'bob', id));
  expect(pushed(stream)).toEqual(['1/1', '0/0', '1/1', '0/0']);
  expect((await notificationsOf(api, me)).items).toMatchObject([{ text: 'ann liked your photo', read: true }]);
});

it('appends nothing for a mark that changes nothing', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  await toldOf(stream, like(api, 'ann', me));
  const upTo = stream.lastEventId;
  const first = await mark(api, me, 'read', { upTo });
  for (const [what, body] of [
    ['read', { upTo }],
    ['seen', { upTo }],
    ['read', { ids: ['like:photo:sunset', 'unknown'] }],
  ] as const) {
    const again = await mark(api, me, what, body);
    expect(again).toMatchObject({ status: 200, body: first.body });
  }
});

it('takes back what is removed, unfollowed, muted or blocked, on the open stream', async () => {
  const me = newUser();
  await using stream = await openNotifications(me);
  const id = await like(api, 'ann', me, 'a');
  await received(stream, 1);
  await toldOf(stream, remove(api, 'ann', id));
  await toldOf(stream, relate(api, 'ann', 'followed', me));
  await toldOf(stream, relate(api, 'ann', 'unfollowed', me));
  expect(pushed(stream)).toEqual(['1/1', '0/0', '1/1', '0/0']);
  for (const what of ['muted', 'blocked'] as const) {
    const other = newUser();
    await toldOf(stream, like(api, other, me, 'a'));
    await toldOf(stream, like(api, other, me, 'b'));
    await relate(api, me, what, other);
    await stream.frames.until('nothing of the other', () => pushed(stream).at(-1) === '0/0');
    await like(api, other, me, 'c');
  }
  // A mark of their order: what came before it has been worked on.
  await toldOf(stream, like(api, 'bob', me, 'd'));
  expect(pushed(stream).slice(4)).toEqual(['1/1', '2/2', '1/1', '0/0', '1/1', '2/2', '1/1', '0/0', '1/1']);
  expect((await notificationsOf(api, me)).items).toHaveLength(1);
});
