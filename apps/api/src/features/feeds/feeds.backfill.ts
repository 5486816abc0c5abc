import { FEED_ITEMS_MAX, type Activity, type FeedState } from '@tickertape/events';
import type { EventInput } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';

/** So many of an author's activities come to a feed that begins to show him. */
export const BACKFILL_MAX = 50;

/**
 * What brings an author's earlier activities into a feed, newest first: the newest ones, and no more than there is room
 * for, so that nothing of others goes for them. `since` is when the feed began to show the author, and makes the ids.
 */
export function backfill(feed: FeedState, earlier: readonly Activity[], since: Seq): EventInput[] {
  const present = new Set(feed.items.map(({ id }) => id));
  const room = Math.min(BACKFILL_MAX, FEED_ITEMS_MAX - feed.items.length);
  return earlier
    .slice(0, BACKFILL_MAX)
    .filter(({ id }) => !present.has(id))
    .slice(0, room)
    .map((activity) => ({
      type: 'feeds.activity_added',
      data: { ...activity, backfilled: true },
      id: `backfilled.${since}.${activity.id}`,
    }));
}

/** What takes all of an author's activities out of a feed. `since` is when the feed ceased to show the author. */
export function hide(feed: FeedState, author: string, since: Seq): EventInput[] {
  return feed.items
    .filter(({ actor }) => actor === author)
    .map(({ id }) => ({ type: 'feeds.activity_removed', data: { id }, id: `hidden.${since}.${id}` }));
}
