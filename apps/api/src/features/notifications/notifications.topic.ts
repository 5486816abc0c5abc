import { TapeError } from '@tickertape/tape';
import { formatTopic, isTopic, type Topic } from '@tickertape/wire';

/** Where a user's notifications are. Throws `topic_not_found` for a name that no user can have, `*` among them. */
export function topicOf(user: string): Topic {
  const topic = formatTopic('notifications', user);
  if (isTopic(topic)) return topic;
  const message = `"${user}" is not a user name: 1 to 128 letters, digits or _.~@:+-`;
  throw new TapeError('topic_not_found', message, { topic });
}
