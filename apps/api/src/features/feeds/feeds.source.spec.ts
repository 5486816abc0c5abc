import { FEED_ITEMS_MAX } from '@tickertape/events';
import { BACKFILL_MAX } from './feeds.backfill';
import { Fed } from './fed.testing';

let fed: Fed;
beforeEach(async () => (fed = await Fed.start()));
afterEach(() => fed.stop());

const textsOf = async (user: string) => (await fed.settledFeed(user)).map(({ text }) => text);
const backfilledOf = async (user: string) =>
  (await fed.events(user)).map(({ data }) => (data as { backfilled?: true }).backfilled ?? false);

it('brings what somebody does to followers alone, newest first', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  await fed.publish('ann', 'first');
  await fed.publish('ann', 'second');
  expect(await textsOf('ben')).toEqual(['second', 'first']);
  expect(await textsOf('cleo')).toEqual([]);
  expect(await textsOf('ann')).toEqual([]);
});

it('follows an activity that is edited and taken back', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  const id = await fed.publish('ann', 'hello');
  await fed.edit('ann', id, 'hello!');
  expect(await textsOf('ben')).toEqual(['hello!']);
  await fed.remove('ann', id);
  expect(await textsOf('ben')).toEqual([]);
  expect((await fed.events('ben')).map(({ type }) => type)).toEqual([
    'feeds.activity_added',
    'feeds.activity_changed',
    'feeds.activity_removed',
  ]);
});

it('backfills a bounded number of earlier activities at their places, and says that they are nothing new', async () => {
  await fed.relate('ben', 'relations.followed', 'cleo');
  for (let n = 1; n <= BACKFILL_MAX + 5; n += 1) await fed.publish('ann', `a${n}`);
  await fed.publish('cleo', 'c');
  await fed.relate('ben', 'relations.followed', 'ann');
  const expected = Array.from({ length: BACKFILL_MAX }, (_, i) => `a${BACKFILL_MAX + 5 - i}`);
  expect(await textsOf('ben')).toEqual(['c', ...expected]);
  expect(await backfilledOf('ben')).toEqual([false, ...expected.map(() => true)]);
});

it('gives the feed back as it was after an unfollow, also where it was nearly full', async () => {
  await fed.relate('ben', 'relations.followed', 'cleo');
  for (let n = 1; n <= FEED_ITEMS_MAX - 10; n += 1) await fed.publish('cleo', `c${n}`);
  for (let n = 1; n <= 30; n += 1) await fed.publish('ann', `a${n}`);
  const before = await fed.settledFeed('ben');
  await fed.relate('ben', 'relations.followed', 'ann');
  expect(await textsOf('ben')).toHaveLength(FEED_ITEMS_MAX);
  await fed.relate('ben', 'relations.unfollowed', 'ann');
  expect(await fed.settledFeed('ben')).toEqual(before);
});

it.each([
  ['mute', 'ben', 'relations.muted', 'ann', 'relations.unmuted'],
  ['block', 'ben', 'relations.blocked', 'ann', 'relations.unblocked'],
] as const)('shows nothing of somebody after a %s', async (_, user, change, other, undo) => {
  await fed.relate('ben', 'relations.followed', 'ann');
  await fed.publish('ann', 'before');
  expect(await textsOf('ben')).toEqual(['before']);
  await fed.relate(user, change, other);
  await fed.publish('ann', 'meanwhile');
  expect(await textsOf('ben')).toEqual([]);
  await fed.relate(user, undo, other);
  if (change === 'relations.blocked') await fed.relate('ben', 'relations.followed', 'ann');
  expect(await textsOf('ben')).toEqual(['meanwhile', 'before']);
});

it('takes everything of somebody out of a feed in one append', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  for (let n = 1; n <= 5; n += 1) await fed.publish('ann', `${n}`);
  await fed.settledFeed('ben');
  const appends: number[] = [];
  fed.tape.store.follow((events) => appends.push(events.filter(({ topic }) => topic === 'feeds/ben').length));
  await fed.relate('ben', 'relations.muted', 'ann');
  expect(await textsOf('ben')).toEqual([]);
  expect(appends.filter((count) => count > 0)).toEqual([5]);
});

it.each([
  ['as long as it may be', ['x'.repeat(200), `${'x'.repeat(199)}y`]],
  ['with characters that no event id may have', ['a\0', '\ud800', '\ud801']],
])('backfills, puts right and hides activities whose id is %s', async (_, ids) => {
  for (const id of ids) await fed.publish('ann', id, id);
  await fed.relate('ben', 'relations.followed', 'ann');
  expect(await textsOf('ben')).toEqual(ids.toReversed());
  await fed.relate('ben', 'relations.muted', 'ann');
  expect(await textsOf('ben')).toEqual([]);
  await fed.relate('ben', 'relations.unmuted', 'ann');
  expect(await textsOf('ben')).toEqual(ids.toReversed());
});

it('takes an activity that is published again for the one that is there, or was taken back', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  await fed.publish('ann', 'first', 'one id');
  await fed.publish('ann', 'second', 'one id');
  expect(await textsOf('ben')).toEqual(['first']);
  await fed.relate('cleo', 'relations.followed', 'ann');
  expect(await textsOf('cleo')).toEqual(['first']);
  await fed.remove('ann', 'one id');
  await fed.publish('ann', 'third', 'one id');
  expect([await textsOf('ben'), await textsOf('cleo')]).toEqual([[], []]);
});

it('lets nobody overwrite or remove what somebody else has done, whatever its id', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  await fed.relate('ben', 'relations.followed', 'eve');
  // Those of one moment come in any order.
  const sortedTextsOf = async (user: string) => (await textsOf(user)).toSorted();
  const id = await fed.publish('ann', 'mine');
  await fed.publish('eve', 'stolen', id);
  expect(await sortedTextsOf('ben')).toEqual(['mine', 'stolen']);
  await fed.edit('eve', id, 'stolen!');
  expect(await sortedTextsOf('ben')).toEqual(['mine', 'stolen!']);
  await fed.remove('eve', id);
  expect(await textsOf('ben')).toEqual(['mine']);
  await fed.relate('ben', 'relations.muted', 'eve');
  expect(await textsOf('ben')).toEqual(['mine']);
  await fed.relate('cleo', 'relations.followed', 'eve');
  await fed.publish('eve', 'hers', 'another id');
  await fed.publish('ann', 'mine, too', 'another id');
  await fed.relate('cleo', 'relations.followed', 'ann');
  expect(await sortedTextsOf('cleo')).toEqual(['hers', 'mine', 'mine, too']);
});

describe('a source that is behind', () => {
  let id: string;
  beforeEach(async () => {
    await fed.relate('ben', 'relations.followed', 'ann');
    id = await fed.publish('ann', 'hello');
    await fed.settledFeed('ben');
    await fed.sleep();
    await fed.relate('ben', 'relations.muted', 'ann');
  });

  it('shows an activity as it is by now when it was edited during a mute that is over', async () => {
    await fed.edit('ann', id, 'hello!');
    await fed.relate('ben', 'relations.unmuted', 'ann');
    await fed.wake();
    expect(await textsOf('ben')).toEqual(['hello!']);
  });

  it('shows nothing that was taken back during a mute that is over', async () => {
    await fed.remove('ann', id);
    await fed.relate('ben', 'relations.unmuted', 'ann');
    await fed.wake();
    expect(await textsOf('ben')).toEqual([]);
  });
});

it('hides both from each other by a block alone, and shows them again when it ends', async () => {
  await fed.relate('ben', 'relations.followed', 'ann');
  await fed.publish('ann', 'before');
  expect(await textsOf('ben')).toEqual(['before']);
  await fed.relate('ann', 'relations.blocked', 'ben');
  expect(await textsOf('ben')).toEqual([]);
  await fed.relate('ann', 'relations.unblocked', 'ben');
  expect(await textsOf('ben')).toEqual(['before']);
});

it('does not let a mute wait until all followers of a celebrity have what came before it', async () => {
  const followers = Array.from({ length: 1_300 }, (_, n) => `follower-${n}`);
  await fed.sleep();
  for (const user of ['ben', ...followers]) await fed.relate(user, 'relations.followed', 'ann');
  await fed.wake();
  await fed.settledFeed('ben');
  for (let n = 1; n <= 4; n += 1) await fed.publish('ann', `${n}`);
  const muted = await fed.relate('ben', 'relations.muted', 'ann');
  await fed.workers.handled(muted, 60_000);
  expect(await fed.feed('ben')).toEqual([]);
  // The last one has not got the last activity yet.
  expect(await fed.feed(followers.at(-1) ?? '')).not.toHaveLength(4);
  expect(await textsOf(followers.at(-1) ?? '')).toEqual(['4', '3', '2', '1']);
  expect(await textsOf('ben')).toEqual([]);
});
