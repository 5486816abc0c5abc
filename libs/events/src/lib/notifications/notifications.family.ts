import { defineFamily } from '../define-family';
import { describeGroup } from './describe-group';

/** What a notification is about: something of the user's. */
export interface NotificationSubject {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
}

/** What is left after an event. Absolute: nobody has to add up. The fold counts for itself, and believes no event. */
export interface NotificationCounts {
  /** Groups that the user has not seen. */
  readonly unseen: number;
  /** Groups that the user has not read. */
  readonly unread: number;
}

export interface NotificationAdded extends NotificationCounts {
  /** The group that it belongs to: a new one, or one that is there already. */
  readonly group: string;
  /** The activity that it tells of. */
  readonly activityId: string;
  readonly actor: string;
  readonly verb: string;
  readonly subject: NotificationSubject;
}

export interface NotificationRetracted extends NotificationCounts {
  readonly group: string;
  readonly activityId: string;
  /** Whose activity it is: two users may give the same id. Left out, it is that of anybody. */
  readonly actor?: string;
}

export interface NotificationsSeen extends NotificationCounts {
  /** The version of the last event that the user has seen. */
  readonly upTo: number;
}

export interface NotificationsRead extends NotificationCounts {
  /** The version of the last event that the user has read. */
  readonly upTo?: number;
  /** Groups that the user has read beside. */
  readonly ids?: readonly string[];
}

export type NotificationEvents = {
  'notifications.added': NotificationAdded;
  'notifications.retracted': NotificationRetracted;
  'notifications.seen': NotificationsSeen;
  'notifications.read': NotificationsRead;
};

/** One activity of a group. */
export interface NotifiedActivity {
  readonly id: string;
  readonly actor: string;
  /** The version and the time (RFC 3339) of the event that added it. */
  readonly version: number;
  readonly time: string;
}

/** All that was done alike to the same thing. */
export interface NotificationGroup {
  readonly id: string;
  readonly verb: string;
  readonly subject: NotificationSubject;
  /** "ann and 3 others liked your photo". */
  readonly text: string;
  /** The newest first, at most `GROUP_ACTIVITIES_MAX`. */
  readonly activities: readonly NotifiedActivity[];
  /** Of those: how many different actors they have. */
  readonly actorCount: number;
  /** Version and time of the newest of them. */
  readonly version: number;
  readonly time: string;
  /** The version of the newest one that the user has seen, and has read; 0 for none. */
  readonly seenUpTo: number;
  readonly readUpTo: number;
  /** Whether that is the newest of all. */
  readonly seen: boolean;
  readonly read: boolean;
}

export interface NotificationsState extends NotificationCounts {
  /** The user. */
  readonly id: string;
  /** Those with the newest activity come first; at most `NOTIFICATION_GROUPS_MAX`. */
  readonly items: readonly NotificationGroup[];
}

/** So many groups are kept; what is older counts no more. */
export const NOTIFICATION_GROUPS_MAX = 100;
/** So many activities of a group are kept. */
export const GROUP_ACTIVITIES_MAX = 100;

/** The state with other groups, counted anew. */
function withItems(state: NotificationsState, groups: readonly NotificationGroup[]): NotificationsState {
  const items = [...groups].sort((a, b) => b.version - a.version).slice(0, NOTIFICATION_GROUPS_MAX);
  const unseen = items.filter(({ seen }) => !seen).length;
  const unread = items.filter(({ read }) => !read).length;
  return { ...state, items, unseen, unread };
}

function withMarks(group: Omit<NotificationGroup, 'seen' | 'read'>): NotificationGroup {
  const { version, seenUpTo, readUpTo } = group;
  return { ...group, seen: version <= seenUpTo, read: version <= readUpTo };
}

/** A group with these activities, newest first, described anew; none when there are none. */
function withActivities(
  group: Pick<NotificationGroup, 'id' | 'verb' | 'subject' | 'seenUpTo' | 'readUpTo'>,
  all: readonly NotifiedActivity[],
): NotificationGroup[] {
  const activities = all.slice(0, GROUP_ACTIVITIES_MAX);
  const [newest] = activities;
  if (!newest) return [];
  const actors = [...new Set(activities.map(({ actor }) => actor))];
  const text = describeGroup(group.verb, group.subject, actors);
  const { version, time } = newest;
  return [withMarks({ ...group, text, activities, actorCount: actors.length, version, time })];
}

/** An activity belongs to its actor: nobody else's of the same id is meant. */
const isOf = (activity: NotifiedActivity, told: Pick<NotificationRetracted, 'activityId' | 'actor'>): boolean =>
  activity.id === told.activityId && activity.actor === (told.actor ?? activity.actor);

function addTo(state: NotificationsState, added: NotificationAdded, version: number, time: string): NotificationsState {
  const { group: id, activityId, actor, verb, subject } = added;
  const group = state.items.find((candidate) => candidate.id === id);
  const { seenUpTo = 0, readUpTo = 0, activities = [] } = group ?? {};
  const others = activities.filter((activity) => !isOf(activity, added));
  const groups = withActivities({ id, verb, subject, seenUpTo, readUpTo }, [
    { id: activityId, actor, version, time },
    ...others,
  ]);
  return withItems(state, [...groups, ...state.items.filter((other) => other !== group)]);
}

/** What is left of a group is as seen and as read as it was before the activity came. */
function retractFrom(state: NotificationsState, retracted: NotificationRetracted): NotificationsState {
  const group = state.items.find((candidate) => candidate.id === retracted.group);
  const left = group?.activities.filter((activity) => !isOf(activity, retracted));
  if (!group || !left || left.length === group.activities.length) return state;
  return withItems(
    state,
    state.items.flatMap((other) => (other === group ? withActivities(group, left) : [other])),
  );
}

/** Marks of each group what was there up to a version. The state as it was, when all that is marked already. */
function mark(
  state: NotificationsState,
  upToOf: (group: NotificationGroup) => number,
  reads: boolean,
): NotificationsState {
  let changes = false;
  const items = state.items.map((group) => {
    const upTo = upToOf(group);
    const last = group.activities.find(({ version }) => version <= upTo)?.version ?? 0;
    const seenUpTo = Math.max(group.seenUpTo, last);
    const readUpTo = reads ? Math.max(group.readUpTo, last) : group.readUpTo;
    if (seenUpTo === group.seenUpTo && readUpTo === group.readUpTo) return group;
    changes = true;
    return withMarks({ ...group, seenUpTo, readUpTo });
  });
  return changes ? withItems(state, items) : state;
}

/** What others have done that concerns a user, in groups: one topic a user. Who has read something has seen it. */
export const notifications = defineFamily<'notifications', NotificationEvents, NotificationsState, 'user'>({
  name: 'notifications',
  idName: 'user',
  events: {
    'notifications.added': { description: 'Somebody has done something that concerns the user.' },
    'notifications.retracted': { description: 'It was taken back, or is no longer to be seen.' },
    'notifications.seen': { description: 'The user has seen what there was, up to an event.' },
    'notifications.read': { description: 'The user has read some groups, or all up to an event.' },
  },
  retention: { maxEvents: 1_000 },
  access: { existence: 'open', wholeFamily: false },
  initialState: (id) => ({ id, items: [], unseen: 0, unread: 0 }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'notifications.added':
        return addTo(state, event.data, event.version, event.time);
      case 'notifications.retracted':
        return retractFrom(state, event.data);
      case 'notifications.seen':
        return mark(state, () => event.data.upTo, false);
      case 'notifications.read': {
        const { upTo = 0, ids = [] } = event.data;
        return mark(state, ({ id, version }) => (ids.includes(id) ? version : upTo), true);
      }
      default:
        return state;
    }
  },
});
