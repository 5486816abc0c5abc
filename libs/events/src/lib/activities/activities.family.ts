import { defineFamily } from '../define-family';

/** A thing that an activity is about, in the words of ActivityStreams 2.0; an app may say more of it. */
export interface ActivityObject {
  /** `photo`, `note`, `person`, … */
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly url?: string;
  /** The user whose it is. */
  readonly attributedTo?: string;
  readonly [more: string]: unknown;
}

/** What somebody has done: "Ann (actor) added (verb) a photo (object) to an album (target)". */
export interface ActivityContent {
  /** `post`, `like`, `comment`, … */
  readonly verb: string;
  readonly object: ActivityObject;
  readonly target?: ActivityObject;
  readonly text?: string;
  /** The app's own id of it: publishing it again changes nothing. */
  readonly foreignId?: string;
  /** Users who are to be told of it. */
  readonly to?: readonly string[];
}

export interface ActivityPublished extends ActivityContent {
  /** Of the user's activities: published again under the same one, or after it was taken back, it changes nothing. */
  readonly id: string;
}

export interface ActivityEdited extends Partial<Pick<ActivityContent, 'object' | 'target' | 'text'>> {
  readonly id: string;
}

export interface ActivityRemoved {
  readonly id: string;
}

export type ActivityEvents = {
  'activities.published': ActivityPublished;
  'activities.edited': ActivityEdited;
  'activities.removed': ActivityRemoved;
};

export interface Activity extends ActivityContent {
  readonly id: string;
  /** The user who did it. */
  readonly actor: string;
  /** When the tape took it: RFC 3339. */
  readonly published: string;
  /** When it was last edited. */
  readonly updated?: string;
}

/** What is left of an activity that was taken back, in the words of ActivityStreams 2.0. */
export interface Tombstone {
  readonly id: string;
  /** When it was taken back: RFC 3339. */
  readonly deleted: string;
}

export interface ActivitiesState {
  /** The user. */
  readonly id: string;
  /** The user's newest activities, newest first, at most `ACTIVITIES_MAX`, without those that were removed. */
  readonly items: readonly Activity[];
  /** Of those that were removed last, newest first, at most `ACTIVITIES_MAX`. */
  readonly tombstones: readonly Tombstone[];
}

/** So many activities of a user are in the state, and can be edited. */
export const ACTIVITIES_MAX = 1_000;

const has = ({ items, tombstones }: ActivitiesState, id: string): boolean =>
  [items, tombstones].some((known) => known.some((one) => one.id === id));

/** What a user has done: one topic a user. */
export const activities = defineFamily<'activities', ActivityEvents, ActivitiesState, 'user'>({
  name: 'activities',
  idName: 'user',
  events: {
    'activities.published': { description: 'The user has done something.' },
    'activities.edited': { description: 'The user has changed what was said of it.' },
    'activities.removed': { description: 'The user has taken it back.' },
  },
  retention: { maxEvents: 2 * ACTIVITIES_MAX },
  access: { existence: 'open', wholeFamily: false },
  initialState: (id) => ({ id, items: [], tombstones: [] }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'activities.published': {
        if (has(state, event.data.id)) return state;
        const activity: Activity = { ...event.data, actor: state.id, published: event.time };
        return { ...state, items: [activity, ...state.items].slice(0, ACTIVITIES_MAX) };
      }
      case 'activities.edited': {
        const { id, ...changed } = event.data;
        const edit = (item: Activity) => (item.id === id ? { ...item, ...changed, updated: event.time } : item);
        return { ...state, items: state.items.map(edit) };
      }
      case 'activities.removed': {
        const { id } = event.data;
        const items = state.items.filter((item) => item.id !== id);
        if (items.length === state.items.length) return state;
        const tombstones = [{ id, deleted: event.time }, ...state.tombstones].slice(0, ACTIVITIES_MAX);
        return { ...state, items, tombstones };
      }
      default:
        return state;
    }
  },
});
