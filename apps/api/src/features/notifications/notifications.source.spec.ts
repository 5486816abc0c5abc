import { Logger } from '@nestjs/common';
import { MemoryTapeStore, TapeError } from '@tickertape/tape';
import { ForgetfulStore, Notified } from './notified.testing';

// A failure of the store is meant below; its log would only hide others.
beforeAll(() => Logger.overrideLogger(false));

let notified: Notified;
beforeEach(async () => {
  notified = await Notified.start();
});
afterEach(() => notified.stop());

const typesOf = async (user: string) => (await notified.events(user)).map(({ type }) => type);

it('tells the owner of what others do to the same thing in one group, with the counts at each event', async () => {
  for (const actor of ['dan', 'cleo', 'bob', 'ann']) await notified.like(actor, 'me');
  await notified.like('ann', 'me', 'sunrise');
  expect(await notified.told('me')).toEqual(['ann liked your photo', 'ann and 3 others liked your photo']);
  const counts = (await notified.events('me')).map(({ data }) => (data as { unseen: number }).unseen);
  expect(counts).toEqual([1, 1, 1, 1, 2]);
});

it('tells of an activity once, however often it is published, and never of an edit', async () => {
  const id = await notified.like('ann', 'me');
  await notified.like('ann', 'me', 'sunset', id);
  await notified.append('activities/ann', { type: 'activities.edited', data: { id, text: 'new' } });
  await notified.told('me');
  expect(await typesOf('me')).toEqual(['notifications.added']);
});

it('takes back what is removed, from all whom it concerned when it was published, and nothing else', async () => {
  const content = { verb: 'post', object: { type: 'note', id: '1', attributedTo: 'me' }, to: ['you'] };
  const id = await notified.publish('ann', content);
  await notified.publish('bob', content);
  const elsewhere = { type: 'note', id: '1', attributedTo: 'nobody' };
  await notified.append('activities/ann', { type: 'activities.edited', data: { id, object: elsewhere } });
  await notified.remove('ann', id);
  expect(await notified.told('me')).toEqual(['bob post your note']);
  expect(await notified.told('you')).toEqual(['bob mentioned you']);
});

it('tells of each activity, and takes nothing back for another one, whoever has the same id', async () => {
  const id = await notified.like('ann', 'me');
  await notified.like('eve', 'me', 'sunset', id);
  expect(await notified.told('me')).toEqual(['eve and ann liked your photo']);
  await notified.remove('eve', id);
  expect(await notified.told('me')).toEqual(['ann liked your photo']);
});

it('takes back what was told of an activity, and tells nothing more, when it is published again', async () => {
  await notified.stop();
  let now = 0;
  notified = await Notified.start(new MemoryTapeStore(() => (now += 1)));
  const id = await notified.publish('ann', { verb: 'post', object: { type: 'note', id: '1' }, to: ['me'] });
  expect(await notified.told('me')).toEqual(['ann mentioned you']);
  const again = { verb: 'post', object: { type: 'note', id: '1' }, to: ['you'] };
  await notified.publish('ann', again, id);
  expect(await notified.told('you')).toEqual([]);
  await notified.remove('ann', id);
  await notified.publish('ann', again, id);
  expect([await notified.told('me'), await notified.told('you')]).toEqual([[], []]);
});

it('tells of a follow, takes it back with the unfollow, and tells of it again', async () => {
  await notified.relate('ann', 'relations.followed', 'me');
  await notified.relate('bob', 'relations.followed', 'me');
  expect(await notified.told('me')).toEqual(['bob and ann followed you']);
  await notified.relate('ann', 'relations.unfollowed', 'me');
  expect(await notified.told('me')).toEqual(['bob followed you']);
  await notified.relate('ann', 'relations.followed', 'me');
  expect(await notified.told('me')).toEqual(['ann and bob followed you']);
});

it('tells nobody of oneself', async () => {
  await notified.like('me', 'me');
  await notified.relate('me', 'relations.followed', 'me');
  expect(await notified.told('me')).toEqual([]);
});

it.each(['relations.muted', 'relations.blocked'] as const)(
  'after %s takes back all of the actor at once',
  async (what) => {
    await notified.like('ann', 'me', 'a');
    await notified.like('ann', 'me', 'b');
    await notified.like('bob', 'me', 'b');
    await notified.relate('ann', 'relations.followed', 'me');
    await notified.told('me');
    const append = jest.spyOn(notified.tape.writer, 'append');
    await notified.relate('me', what, 'ann');
    expect(await notified.told('me')).toEqual(['bob liked your photo']);
    expect(append.mock.calls.map(([topic, events]) => [topic, events.length])).toEqual([
      ['relations/me', 1],
      ['notifications/me', 3],
    ]);
    await notified.like('ann', 'me', 'c');
    expect(await notified.told('me')).toEqual(['bob liked your photo']);
  },
);

it('takes back by a block what the other was told, too, and tells neither of the other until it is undone', async () => {
  await notified.like('me', 'ann');
  expect(await notified.told('ann')).toEqual(['me liked your photo']);
  await notified.relate('me', 'relations.blocked', 'ann');
  await notified.like('me', 'ann', 'again');
  expect(await notified.told('ann')).toEqual([]);
  await notified.relate('me', 'relations.unblocked', 'ann');
  await notified.like('me', 'ann', 'and again');
  expect(await notified.told('ann')).toEqual(['me liked your photo']);
});

it('tells of nothing when a mute comes between the activity and its work', async () => {
  await notified.source.onModuleDestroy();
  await notified.like('ann', 'me');
  await notified.relate('me', 'relations.muted', 'ann');
  await notified.restart();
  expect(await notified.told('me')).toEqual([]);
  expect(await typesOf('me')).toEqual([]);
});

it('tells nothing twice when all its work is done again, and loses nothing', async () => {
  await notified.stop();
  notified = await Notified.start(new ForgetfulStore());
  const id = await notified.like('ann', 'me', 'a');
  await notified.like('bob', 'me', 'b');
  await notified.remove('ann', id);
  await notified.relate('ann', 'relations.followed', 'me');
  await notified.relate('ann', 'relations.unfollowed', 'me');
  await notified.relate('ann', 'relations.followed', 'me');
  await notified.relate('me', 'relations.muted', 'cleo');
  await notified.relate('me', 'relations.unmuted', 'cleo');
  await notified.told('me');
  await notified.like('cleo', 'me', 'b');
  const told = await notified.told('me');
  expect([...told].sort()).toEqual(['ann followed you', 'cleo and bob liked your photo']);
  const events = await notified.events('me');
  await notified.restart();
  expect(await notified.told('me')).toEqual(told);
  expect(await notified.events('me')).toEqual(events);
});

it('goes on when the store can again', async () => {
  jest
    .spyOn(notified.tape.writer, 'append')
    .mockImplementationOnce((...args) => notified.tape.store.append(...args))
    .mockRejectedValueOnce(new TapeError('store_failed', 'the disk is full'));
  await notified.like('ann', 'me');
  expect(await notified.told('me')).toEqual(['ann liked your photo']);
});
