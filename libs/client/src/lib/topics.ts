import { isTopic, isTopicSelector } from '@tickertape/wire';
import { ClientError } from './client-error';

/** The topics of a stream: the server's limit, and one cursor is for one stream. */
const TOPICS_MAX = 100;

/** Throws `bad_topic` for what is none: a stream with one such topic is refused with all others. */
export function checkTopic(topic: string): string {
  if (isTopic(topic)) return topic;
  throw new ClientError('bad_topic', `"${topic}" is not a topic: it is family/id, as in orders/42`);
}

/** Topics and whole families, each once. Throws `bad_topic`. */
export function checkSelectors(given: readonly string[]): string[] {
  const topics = [...new Set(given)];
  const strange = topics.find((topic) => !isTopicSelector(topic));
  if (strange === undefined && topics.length > 0 && topics.length <= TOPICS_MAX) return topics;
  const message =
    strange === undefined
      ? `give 1 to ${TOPICS_MAX} topics`
      : `"${strange}" is not a topic: it is family/id, or family/* for a whole family`;
  throw new ClientError('bad_topic', message);
}
