import { NOTIFICATION_GROUPS_MAX } from '@tickertape/events';
import { ActivitiesController } from '../../../features/activities/activities.controller';
import { FeedsController } from '../../../features/feeds/feeds.controller';
import { NotificationsController } from '../../../features/notifications/notifications.controller';
import { RelationsController } from '../../../features/relations/relations.controller';
import { describeController } from '../controller-info';
import { arrayOf, count, limit, object, resourceOf, resourceWith, text } from './schemas';

const thing = object({ type: text, id: text });
const time = { type: 'string', format: 'date-time' };
const activityFields = { id: text, actor: text, verb: text, object: thing, published: time };
const activity = object(activityFields);
const page = {
  limit: limit(100, 25),
  before: { type: 'string', description: 'The `next` of the page before.' },
};
const pageFields = { id: text, items: arrayOf(activity), next: text };

export const activities = describeController(ActivitiesController, 'What users do.', {
  publish: {
    summary: 'The user does something; it reaches the feed of every follower.',
    description: 'The same `foreignId` is the same activity: publishing it again answers `200`.',
    answer: resourceWith(activityFields),
  },
  list: { summary: 'What the user has done, newest first.', query: page, answer: resourceWith(pageFields, 'next') },
  get: { summary: 'An activity; `410` when it was taken back.', answer: resourceWith(activityFields) },
  edit: { summary: 'Changes an activity; what is left out stays.', answer: resourceWith(activityFields) },
  remove: {
    summary: 'Takes an activity back: it disappears from open views and from pages.',
    answer: resourceWith({ type: { const: 'Tombstone' }, id: text, actor: text, deleted: time }),
  },
});

const relation = resourceOf('relations');
const AT_ONCE = 'Open streams show it by the next event.';

export const relations = describeController(RelationsController, 'Who follows, mutes and blocks whom.', {
  get: { summary: 'Whom the user follows, mutes and blocks.', answer: relation },
  followers: {
    summary: 'Who follows the user.',
    query: { limit: limit(1_000, 100), after: { type: 'string', description: 'The `next` of the page before.' } },
    answer: object({ items: arrayOf(object({ user: text })), count, next: text }, 'next'),
  },
  follow: { summary: 'Follows somebody, with some of what they did before.', answer: relation },
  unfollow: { summary: 'Follows somebody no longer.', answer: relation },
  mute: { summary: 'Shows the user nothing of somebody.', description: AT_ONCE, answer: relation },
  unmute: { summary: 'Shows somebody again.', answer: relation },
  block: { summary: 'Shows the two nothing of each other.', description: AT_ONCE, answer: relation },
  unblock: { summary: 'Lets the two see each other again.', answer: relation },
});

export const feeds = describeController(FeedsController, 'What those do whom a user follows.', {
  get: {
    summary: 'A page of the feed, newest first. The stream continues it from `tail`.',
    query: page,
    answer: resourceWith({ ...pageFields, tail: text }, 'next'),
  },
  stream: { summary: 'The stream of a feed.' },
});

const notified = resourceOf('notifications');

export const notifications = describeController(NotificationsController, 'What concerns a user, in groups.', {
  get: {
    summary: 'The newest groups; the counts are of all.',
    query: { limit: limit(NOTIFICATION_GROUPS_MAX, NOTIFICATION_GROUPS_MAX) },
    answer: notified,
  },
  stream: { summary: 'The stream of the notifications. Every event has the counts that are left after it.' },
  markSeen: { summary: 'Marks as seen what there was up to a cursor, on all devices.', answer: notified },
  markRead: { summary: 'Marks as read what there was up to a cursor, or some groups.', answer: notified },
});
