import { createHash } from 'node:crypto';
import { FEED_ITEMS_MAX, type Activity, type FeedState } from '@tickertape/events';
import type { EventInput } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';

/** So many of an author's activities come to a feed that begins to show him. */
export const BACKFILL_MAX = 50;

/** What a feed that shows an author since a place is to have of the author. */
export interface Shown {
  readonly author: string;
  readonly since: Seq;
  /** The author's activities as they were at that place, newest first: what came later comes as it happens. */
  readonly earlier: readonly Activity[];
  /** The author's activities as they are by now. */
  readonly now: readonly Activity[];
}

/** What makes a feed show an author: what is there is put right, and earlier activities come in. */
export function show(feed: FeedState, shown: Shown): EventInput[] {
  return [...putRight(feed, shown), ...backfill(feed, shown)];
}

/** What takes all of an author's activities out of a feed. `since` is when the feed ceased to show the author. */
export function hide(feed: FeedState, author: string, since: Seq): EventInput[] {
  return feed.items.filter(({ actor }) => actor === author).map((activity) => remove(activity, since));
}

/** The feed may have missed what became of activities while it was not to show them. */
function putRight(feed: FeedState, { author, since, now }: Shown): EventInput[] {
  const byId = new Map(now.map((activity) => [activity.id, activity]));
  return feed.items
    .filter(({ actor }) => actor === author)
    .flatMap((shown) => {
      const activity = byId.get(shown.id);
      if (!activity) return [remove(shown, since)];
      return activity.updated === shown.updated
        ? []
        : [{ type: 'feeds.activity_changed', data: activity, id: eventId('changed', since, activity) }];
    });
}

/** Newest first: the newest ones, and no more than there is room for, so that nothing of others goes for them. */
function backfill(feed: FeedState, { author, since, earlier, now }: Shown): EventInput[] {
  const present = new Set(feed.items.filter(({ actor }) => actor === author).map(({ id }) => id));
  const byId = new Map(now.map((activity) => [activity.id, activity]));
  const room = Math.min(BACKFILL_MAX, FEED_ITEMS_MAX - feed.items.length);
  return earlier
    .slice(0, BACKFILL_MAX)
    .flatMap(({ id }) => byId.get(id) ?? [])
    .filter(({ id }) => !present.has(id))
    .slice(0, room)
    .map((activity) => ({
      type: 'feeds.activity_added',
      data: { ...activity, backfilled: true },
      id: eventId('backfilled', since, activity),
    }));
}

function remove(activity: Activity, since: Seq): EventInput {
  const { id, actor } = activity;
  return { type: 'feeds.activity_removed', data: { id, actor }, id: eventId('hidden', since, activity) };
}

/** A digest, since the id of an activity may be as long as that of an event, and have characters which that one may not. */
function eventId(what: string, since: Seq, { id }: Activity): string {
  // JSON, in which halves of a surrogate pair remain different ones.
  return `${what}.${since}.${createHash('sha256').update(JSON.stringify(id)).digest('base64url')}`;
}
