import { isTopic } from '@tickertape/wire';
import { chatTopic } from './chat-topic';

it('uses an id that fits the grammar of topics as it is', () => {
  expect(chatTopic('aB3_x-9.z')).toBe('chats/aB3_x-9.z');
});

it.each(['', 'a/b', 'with space', '会話', '*', 'x'.repeat(129), '~taken', '\n'])(
  'gives %j a topic of its own',
  (id) => {
    expect(isTopic(chatTopic(id))).toBe(true);
    expect(chatTopic(id)).toMatch(/^chats\/~[\w-]{43}$/);
    expect(chatTopic(chatTopic(id).slice('chats/'.length))).not.toBe(chatTopic(id));
  },
);
