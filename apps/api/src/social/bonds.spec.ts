import type { RelationEvents } from '@tickertape/events';
import { Bonds } from './bonds';

const relate = (...events: [viewer: string, what: string, author: string][]): Bonds => {
  const bonds = new Bonds();
  events.forEach(([viewer, what, user], i) =>
    bonds.take(viewer, { type: `relations.${what}` as keyof RelationEvents, data: { user } }, i + 1),
  );
  return bonds;
};

it('lists followers in the order of following, again at the end who follows again', () => {
  const bonds = relate(
    ['ann', 'followed', 'zoe'],
    ['ben', 'followed', 'zoe'],
    ['cleo', 'followed', 'zoe'],
    ['ann', 'unfollowed', 'zoe'],
    ['ann', 'followed', 'zoe'],
    ['ben', 'unfollowed', 'zoe'],
  );
  expect([...bonds.followersOf('zoe')]).toEqual([
    ['cleo', 3],
    ['ann', 5],
  ]);
  expect(bonds.followersOf('nobody').size).toBe(0);
});

it('shows an author to a follower, and says since when', () => {
  expect(relate(['ann', 'followed', 'zoe']).inFeed('ann', 'zoe')).toEqual({ visible: true, since: 1 });
  expect(relate(['ann', 'followed', 'zoe'], ['ann', 'unfollowed', 'zoe']).inFeed('ann', 'zoe').visible).toBe(false);
  expect(relate().inFeed('ann', 'zoe')).toEqual({ visible: false, since: 0 });
});

it('hides a muted author from the one who muted, and from nobody else', () => {
  const bonds = relate(['ann', 'followed', 'zoe'], ['zoe', 'followed', 'ann'], ['ann', 'muted', 'zoe']);
  expect(bonds.inFeed('ann', 'zoe')).toEqual({ visible: false, since: 3 });
  expect(bonds.inFeed('zoe', 'ann').visible).toBe(true);
  bonds.take('ann', { type: 'relations.unmuted', data: { user: 'zoe' } }, 9);
  expect(bonds.inFeed('ann', 'zoe')).toEqual({ visible: true, since: 9 });
});

it('hides both from each other by a block, which ends the following of the one who blocks', () => {
  const bonds = relate(['ann', 'followed', 'zoe'], ['zoe', 'followed', 'ann'], ['ann', 'blocked', 'zoe']);
  expect(bonds.hides('ann', 'zoe') && bonds.hides('zoe', 'ann')).toBe(true);
  expect(bonds.blocks('ann', 'zoe')).toBe(true);
  expect(bonds.blocks('zoe', 'ann')).toBe(false);
  expect(bonds.inFeed('zoe', 'ann')).toEqual({ visible: false, since: 3 });
  bonds.take('ann', { type: 'relations.unblocked', data: { user: 'zoe' } }, 9);
  expect(bonds.inFeed('ann', 'zoe').visible).toBe(false);
  expect(bonds.inFeed('zoe', 'ann')).toEqual({ visible: true, since: 9 });
});

it('keeps the place of who follows already, and says nothing new where nothing has changed', () => {
  const bonds = relate(['ann', 'followed', 'zoe'], ['ann', 'followed', 'zoe'], ['zoe', 'unblocked', 'ann']);
  expect(bonds.followersOf('zoe').get('ann')).toBe(1);
  expect(bonds.inFeed('ann', 'zoe')).toEqual({ visible: true, since: 1 });
});
