import { defineFixtures } from '../family-fixtures';
import { chats } from './chats.family';

export const chatFixtures = defineFixtures(chats, {
  samples: {
    'chats.generation_started': {
      generationId: '5f0c2a9be1d34c7f8a6b9d01',
      trigger: 'submit-message',
      messageId: 'e86f1a55c3b24d0f9e7a6c12',
    },
  },
  histories: [
    ['chats.generation_started', 'chats.generation_started', 'chats.generation_started'],
    // More than the state holds.
    Array.from({ length: 30 }, () => 'chats.generation_started' as const),
  ],
});
