import fc from 'fast-check';
import { foldEvents, type EventOf } from '../define-family';
import {
  GROUP_ACTIVITIES_MAX,
  NOTIFICATION_GROUPS_MAX,
  notifications,
  type NotificationEvents,
  type NotificationsState,
} from './notifications.family';

type Event = EventOf<NotificationEvents>;
type Told = Pick<Event, 'type'> & { readonly data: object };

const UNCOUNTED = { unseen: 0, unread: 0 };
const added = (thing: string, actor: string, activityId = `${thing}.${actor}`): Told => ({
  type: 'notifications.added',
  data: { group: `like:photo:${thing}`, activityId, actor, verb: 'like', subject: { type: 'photo', id: thing } },
});
const retracted = (thing: string, actor: string): Told => ({
  type: 'notifications.retracted',
  data: { group: `like:photo:${thing}`, activityId: `${thing}.${actor}` },
});
const seen = (upTo: number): Told => ({ type: 'notifications.seen', data: { upTo } });
const read = (data: { upTo?: number; ids?: string[] }): Told => ({ type: 'notifications.read', data });

const fold = (...events: Told[]): NotificationsState => {
  const recorded = events.map(({ type, data }, i) => {
    const time = new Date(i * 1_000).toISOString();
    return { type, data: { ...data, ...UNCOUNTED }, version: i + 1, time } as Event;
  });
  return foldEvents(notifications, notifications.initialState('me'), recorded);
};
const counts = ({ unseen, unread }: NotificationsState) => [unseen, unread];

it('groups what was done to the same thing, the newest first, each actor counted once', () => {
  const state = fold(added('sea', 'ann'), added('sky', 'ann'), added('sea', 'ben'), added('sea', 'ann', 'again'));
  expect(state.items.map(({ text }) => text)).toEqual(['ann and ben liked your photo', 'ann liked your photo']);
  expect(state.items[0]).toMatchObject({ actorCount: 2, version: 4, time: '1970-01-01T00:00:03.000Z' });
  expect(counts(state)).toEqual([2, 2]);
});

it('counts a group again that is added to after it was read', () => {
  expect(counts(fold(added('sea', 'ann'), read({ upTo: 1 })))).toEqual([0, 0]);
  expect(counts(fold(added('sea', 'ann'), read({ upTo: 1 }), added('sea', 'ben')))).toEqual([1, 1]);
});

it('counts it no more when just that is taken back, and puts it where it was', () => {
  const before = fold(added('sea', 'ann'), added('sky', 'ann'), read({ upTo: 2 }));
  const after = fold(
    added('sea', 'ann'),
    added('sky', 'ann'),
    read({ upTo: 2 }),
    added('sea', 'b'),
    retracted('sea', 'b'),
  );
  expect(after).toEqual(before);
});

it('marks nothing that came after the mark, and of a group what there was', () => {
  const state = fold(added('sea', 'ann'), added('sea', 'ben'), seen(1), retracted('sea', 'ben'));
  expect(counts(fold(added('sea', 'ann'), added('sea', 'ben'), seen(1)))).toEqual([1, 1]);
  expect(counts(state)).toEqual([0, 1]);
  expect(counts(fold(added('sea', 'ann'), seen(99), added('sea', 'ben')))).toEqual([1, 1]);
});

it('believes no counts of events: it counts for itself', () => {
  const { type, data } = added('sea', 'ann');
  const lying = { type, data: { ...data, unseen: 77, unread: 99 }, version: 1, time: '' } as Event;
  expect(counts(notifications.evolve(notifications.initialState('me'), lying))).toEqual([1, 1]);
});

it('keeps apart what different actors have done under one id', () => {
  const both = fold(added('sea', 'ann', 'id'), added('sea', 'ben', 'id'));
  expect(both.items[0]?.text).toBe('ben and ann liked your photo');
  const taken = { type: 'notifications.retracted', data: { group: 'like:photo:sea', activityId: 'id', actor: 'ben' } };
  expect(fold(added('sea', 'ann', 'id'), added('sea', 'ben', 'id'), taken as Told).items[0]?.text).toBe(
    'ann liked your photo',
  );
});

it('has seen what it has read, by place or by name', () => {
  expect(counts(fold(added('sea', 'ann'), added('sky', 'ann'), read({ upTo: 1 })))).toEqual([1, 1]);
  expect(counts(fold(added('sea', 'ann'), added('sky', 'ann'), read({ ids: ['like:photo:sky'] })))).toEqual([1, 1]);
  expect(counts(fold(added('sea', 'ann'), seen(1)))).toEqual([0, 1]);
});

it('stays the very same when a mark or a retraction changes nothing', () => {
  const state = fold(added('sea', 'ann'), read({ upTo: 1 }));
  const none: Told[] = [
    seen(1),
    read({ upTo: 1 }),
    read({ ids: ['like:photo:sea', 'unknown'] }),
    retracted('sea', 'ben'),
  ];
  for (const { type, data } of none) {
    expect(notifications.evolve(state, { type, data: { ...data, ...UNCOUNTED }, version: 3, time: '' } as Event)).toBe(
      state,
    );
  }
});

it('keeps so many groups, and so many activities of a group', () => {
  const groups = Array.from({ length: NOTIFICATION_GROUPS_MAX + 5 }, (_, n) => added(`${n}`, 'ann'));
  expect(counts(fold(...groups))).toEqual([NOTIFICATION_GROUPS_MAX, NOTIFICATION_GROUPS_MAX]);
  const actors = Array.from({ length: GROUP_ACTIVITIES_MAX + 5 }, (_, n) => added('sea', `user-${n}`));
  expect(fold(...actors).items[0]?.text).toBe('user-104 and 99 others liked your photo');
});

it('counts the groups with an activity that was not marked, whatever came in which order', () => {
  const thing = fc.constantFrom('sea', 'sky', 'sun');
  const actor = fc.constantFrom('ann', 'ben', 'cleo');
  const event = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(thing, actor).map(([of, by]) => added(of, by)) },
    fc.tuple(thing, actor).map(([of, by]) => retracted(of, by)),
    fc.nat(40).map(seen),
    fc.nat(40).map((upTo) => read({ upTo })),
    fc.uniqueArray(thing).map((things) => read({ ids: things.map((of) => `like:photo:${of}`) })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40, size: 'max' }), (events) => {
      // Each activity for itself: where it came, whether it was seen and read.
      const there = new Map<string, { group: string; version: number; seen: boolean; read: boolean }>();
      events.forEach(({ type, data }, i) => {
        const {
          group = '',
          activityId = '',
          upTo = 0,
          ids = [],
        } = data as Record<'group' | 'activityId', string> & {
          upTo?: number;
          ids?: string[];
        };
        if (type === 'notifications.added') there.set(activityId, { group, version: i + 1, seen: false, read: false });
        if (type === 'notifications.retracted') there.delete(activityId);
        for (const activity of there.values()) {
          const marked = activity.version <= upTo || ids.includes(activity.group);
          if (marked && type === 'notifications.read') activity.read = true;
          if (marked && type !== 'notifications.added') activity.seen = true;
        }
      });
      const open = (what: 'seen' | 'read') =>
        new Set([...there.values()].filter((activity) => !activity[what]).map(({ group }) => group)).size;
      expect(counts(fold(...events))).toEqual([open('seen'), open('read')]);
    }),
    { numRuns: 500 },
  );
});
