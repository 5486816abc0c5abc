import { defineFamily } from '../define-family';

/** Why a chat has a generation: a message was sent, or an answer is to be written anew. */
export type ChatTrigger = 'submit-message' | 'regenerate-message';

export interface ChatGenerationStarted {
  readonly generationId: string;
  readonly trigger: ChatTrigger;
  /** The message of the chat that the generation goes on with. Left out, it is a message of its own, with its own id. */
  readonly messageId?: string;
}

export type ChatEvents = {
  'chats.generation_started': ChatGenerationStarted;
};

/** A generation of a chat. */
export interface ChatGeneration {
  readonly generationId: string;
  /** The message that it is, or goes on with; several generations may be one message. */
  readonly messageId: string;
  readonly trigger: ChatTrigger;
}

export interface ChatState {
  readonly id: string;
  /** The newest generations, oldest first, at most `CHAT_GENERATIONS_MAX`. */
  readonly generations: readonly ChatGeneration[];
  /** The id of the newest generation. */
  readonly latest: string | null;
}

/** So many generations of a chat are in its state; older ones can be read, but no longer by their chat. */
export const CHAT_GENERATIONS_MAX = 20;

/** Which generations belong to a conversation, and which is its latest: one topic a chat. */
export const chats = defineFamily<'chats', ChatEvents, ChatState, 'chatId'>({
  name: 'chats',
  idName: 'chatId',
  events: {
    'chats.generation_started': { description: 'A generation began to write an answer in the chat.' },
  },
  // The state has all that is ever asked for; the rest is for who follows the topic.
  retention: { maxEvents: 100 },
  access: { existence: 'open', wholeFamily: false },
  initialState: (id) => ({ id, generations: [], latest: null }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'chats.generation_started': {
        const { generationId, trigger, messageId = generationId } = event.data;
        const generations = [...state.generations, { generationId, messageId, trigger }].slice(-CHAT_GENERATIONS_MAX);
        return { ...state, generations, latest: generationId };
      }
      default:
        return state;
    }
  },
});
