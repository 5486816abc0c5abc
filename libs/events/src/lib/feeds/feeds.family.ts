import type { Activity } from '../activities/activities.family';
import { defineFamily } from '../define-family';

export interface FeedActivityAdded extends Activity {
  /** Nothing new: it came because the user has begun to follow its actor, or sees the actor again. */
  readonly backfilled?: true;
}

export type FeedActivityChanged = Activity;

export interface FeedActivityRemoved {
  readonly id: string;
  /** Whose it is: two users may give the same id. Left out, it is that of anybody. */
  readonly actor?: string;
}

export type FeedEvents = {
  'feeds.activity_added': FeedActivityAdded;
  'feeds.activity_changed': FeedActivityChanged;
  'feeds.activity_removed': FeedActivityRemoved;
};

export interface FeedState {
  /** The user whose feed it is. */
  readonly id: string;
  /** The newest activities of those whom the user follows, newest first, at most `FEED_ITEMS_MAX`. */
  readonly items: readonly Activity[];
}

/** So many activities are in a feed. */
export const FEED_ITEMS_MAX = 200;

/** By its time. Of the same time, what is new stands before what is there, and what is backfilled, newest first, behind it. */
function insert(items: readonly Activity[], activity: Activity, backfilled = false): readonly Activity[] {
  const at = items.findIndex(
    ({ published }) => published < activity.published || (published === activity.published && !backfilled),
  );
  const place = at === -1 ? items.length : at;
  return [...items.slice(0, place), activity, ...items.slice(place)].slice(0, FEED_ITEMS_MAX);
}

/** An activity belongs to its actor: nobody else's of the same id is meant. */
const isSame = (item: Activity, { id, actor = item.actor }: FeedActivityRemoved): boolean =>
  item.id === id && item.actor === actor;

const without = (items: readonly Activity[], activity: FeedActivityRemoved): readonly Activity[] =>
  items.filter((item) => !isSame(item, activity));

/** What those whom a user follows have done: one topic a user. */
export const feeds = defineFamily<'feeds', FeedEvents, FeedState, 'user'>({
  name: 'feeds',
  idName: 'user',
  events: {
    'feeds.activity_added': { description: 'Somebody whom the user follows has done something.' },
    'feeds.activity_changed': { description: 'What was said of an activity has changed.' },
    'feeds.activity_removed': { description: 'The activity is no longer to be seen.' },
  },
  retention: { maxEvents: 5 * FEED_ITEMS_MAX },
  access: { existence: 'open', wholeFamily: false },
  initialState: (id) => ({ id, items: [] }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'feeds.activity_added': {
        const { backfilled, ...activity } = event.data;
        const others = without(state.items, activity);
        // What is nothing new pushes nothing out.
        if (backfilled && others.length === FEED_ITEMS_MAX) return state;
        return { ...state, items: insert(others, activity, backfilled) };
      }
      case 'feeds.activity_changed': {
        const { data } = event;
        return { ...state, items: state.items.map((item) => (isSame(item, data) ? data : item)) };
      }
      case 'feeds.activity_removed':
        return { ...state, items: without(state.items, event.data) };
      default:
        return state;
    }
  },
});
