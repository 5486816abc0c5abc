import { createHash } from 'node:crypto';
import { formatTopic, isTopic, type Topic } from '@tickertape/wire';

/** No chat id that is used as it is begins with it, so that no chat can have the topic of another one's hash. */
const HASHED = '~';

/**
 * The topic of a chat. Clients choose the ids of chats: one that fits the grammar of topics is used as it is, any other
 * one becomes `~` and its SHA-256 in base64url.
 */
export function chatTopic(chatId: string): Topic {
  const topic = formatTopic('chats', chatId);
  if (isTopic(topic) && !chatId.startsWith(HASHED)) return topic;
  return formatTopic('chats', HASHED + createHash('sha256').update(chatId).digest('base64url'));
}
