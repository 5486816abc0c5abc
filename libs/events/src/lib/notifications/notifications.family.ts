import { defineFamily } from '../define-family';
import { describeGroup } from './describe-group';

/** What a notification is about: something of the user's. */
export interface NotificationSubject {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
}

/** What is left after an event. Absolute: nobody has to add up. */
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
  /** The version and the time (RFC 3339) of the last event that added to it. */
  readonly version: number;
  readonly time: string;
  readonly seen: boolean;
  readonly read: boolean;
}

export interface NotificationsState extends NotificationCounts {
  /** The user. */
  readonly id: string;
  /** Those to which something was added last come first; at most `NOTIFICATION_GROUPS_MAX`. */
  readonly items: readonly NotificationGroup[];
}

/** So many groups are kept; what is older counts no more. */
export const NOTIFICATION_GROUPS_MAX = 100;
/** So many activities of a group are kept. */
export const GROUP_ACTIVITIES_MAX = 100;

/** The state with other groups, counted anew. */
function withItems(state: NotificationsState, groups: readonly NotificationGroup[]): NotificationsState {
  const items = groups.slice(0, NOTIFICATION_GROUPS_MAX);
  const unseen = items.filter(({ seen }) => !seen).length;
  const unread = items.filter(({ read }) => !read).length;
  return { ...state, items, unseen, unread };
}

/** A group with other activities, described anew. */
function withActivities<G extends Omit<NotificationGroup, 'activities' | 'actorCount' | 'text'>>(
  group: G,
  all: readonly NotifiedActivity[],
): G & NotificationGroup {
  const activities = all.slice(0, GROUP_ACTIVITIES_MAX);
  const actors = [...new Set(activities.map(({ actor }) => actor))];
  return { ...group, activities, actorCount: actors.length, text: describeGroup(group.verb, group.subject, actors) };
}

function addTo(state: NotificationsState, added: NotificationAdded, version: number, time: string): NotificationsState {
  const { group: id, activityId, actor, verb, subject } = added;
  const before = state.items.find((group) => group.id === id)?.activities ?? [];
  const activities = [{ id: activityId, actor }, ...before.filter((activity) => activity.id !== activityId)];
  const group = withActivities({ id, verb, subject, version, time, seen: false, read: false }, activities);
  return withItems(state, [group, ...state.items.filter((other) => other.id !== id)]);
}

function retractFrom(state: NotificationsState, { group: id, activityId }: NotificationRetracted): NotificationsState {
  const items = state.items.flatMap((group) => {
    if (group.id !== id) return [group];
    const activities = group.activities.filter((activity) => activity.id !== activityId);
    return activities.length === 0 ? [] : [withActivities(group, activities)];
  });
  return withItems(state, items);
}

/** What others have done that concerns a user, in groups: one topic a user. Who has read something has seen it. */
export const notifications = defineFamily<'notifications', NotificationEvents, NotificationsState>({
  name: 'notifications',
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
      case 'notifications.seen': {
        const { upTo } = event.data;
        const see = (group: NotificationGroup) => (group.version <= upTo ? { ...group, seen: true } : group);
        return withItems(state, state.items.map(see));
      }
      case 'notifications.read': {
        const { upTo = 0, ids = [] } = event.data;
        const isRead = ({ version, id }: NotificationGroup) => version <= upTo || ids.includes(id);
        const read = (group: NotificationGroup) => (isRead(group) ? { ...group, seen: true, read: true } : group);
        return withItems(state, state.items.map(read));
      }
      default:
        return state;
    }
  },
});
