import { formatTopic, type Topic } from '@tickertape/wire';
import { requireUserName } from '../../social/user-name';

/** Where a user's notifications are. Throws `topic_not_found` for a name that no user can have, `*` among them. */
export function topicOf(user: string): Topic {
  return formatTopic('notifications', requireUserName(user));
}
