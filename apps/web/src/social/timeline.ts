import type { Activity } from '@tickertape/events';

/** An activity as a reader sees it. */
export interface TimelineEntry {
  readonly activity: Activity;
  /** The reader's own. */
  readonly isMine: boolean;
  /** Who likes it, of those whom the reader can see: the reader first, as `you`, then the newest. */
  readonly likers: readonly string[];
}

export const YOU = 'you';
const LIKE = 'like';

/**
 * What those whom a user follows have done, and what the user has done, newest first. A like is told at what is liked; one
 * of something that is not there stands for itself, and the user's own does not.
 */
export function makeTimeline(
  user: string,
  followed: readonly Activity[],
  own: readonly Activity[],
): readonly TimelineEntry[] {
  const all = [...new Map([...own, ...followed].map((activity) => [activity.id, activity])).values()];
  const ids = new Set(all.map(({ id }) => id));
  const likes = all.filter(({ verb }) => verb === LIKE);
  likes.sort(byTime);
  return all
    .filter(({ verb, actor, object }) => verb !== LIKE || (actor !== user && !ids.has(object.id)))
    .sort(byTime)
    .map((activity) => {
      const actors = likes.filter(({ object }) => object.id === activity.id).map(({ actor }) => actor);
      const others = new Set(actors.filter((actor) => actor !== user));
      const likers = actors.includes(user) ? [YOU, ...others] : [...others];
      return { activity, isMine: activity.actor === user, likers };
    });
}

/** The user's own likes of an activity: more than one when two tabs were quick. */
export function findLikes(own: readonly Activity[], activityId: string): readonly Activity[] {
  return own.filter(({ verb, object }) => verb === LIKE && object.id === activityId);
}

export interface HeldBack {
  readonly shown: readonly TimelineEntry[];
  /** How many wait above. */
  readonly waiting: number;
}

/**
 * What is shown to a reader who must not be disturbed: what is new waits above what the reader knows, so that nothing
 * moves. What the reader has written is shown at once.
 */
export function holdBack(entries: readonly TimelineEntry[], known: ReadonlySet<string>): HeldBack {
  const firstKnown = entries.findIndex(({ activity }) => known.has(activity.id));
  const above = entries.slice(0, Math.max(0, firstKnown));
  const shownAbove = above.filter(({ isMine }) => isMine);
  return { shown: [...shownAbove, ...entries.slice(above.length)], waiting: above.length - shownAbove.length };
}

// Times of the tape are of one form, so that their texts have their order. The sort is stable.
const byTime = (a: Activity, b: Activity): number =>
  Number(b.published > a.published) - Number(b.published < a.published);
