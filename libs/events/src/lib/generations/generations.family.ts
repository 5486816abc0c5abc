import { defineFamily } from '../define-family';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalTokens: number;
}

/** What happens to a generation when its last reader has left: it goes on, or it is cancelled. */
export type OnDisconnect = 'continue' | 'cancel';

export interface GenerationStarted {
  readonly messages: readonly ChatMessage[];
  readonly model: string;
  readonly promptTokens: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly onDisconnect?: OnDisconnect;
}

export interface GenerationDelta {
  readonly text: string;
}

export type FinishReason = 'stop' | 'length';

export interface GenerationCompleted {
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

export interface GenerationFailed {
  readonly code: string;
  readonly message: string;
  readonly usage: Usage;
}

export interface GenerationCancelled {
  readonly usage: Usage;
}

export interface GenerationInterrupted {
  readonly usage: Usage;
}

export type GenerationEvents = {
  'generations.started': GenerationStarted;
  'generations.delta': GenerationDelta;
  'generations.completed': GenerationCompleted;
  'generations.failed': GenerationFailed;
  'generations.cancelled': GenerationCancelled;
  'generations.interrupted': GenerationInterrupted;
};

export type GenerationStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled' | 'interrupted';

export interface GenerationState {
  readonly id: string;
  /** `queued` until the generation has started. */
  readonly status: GenerationStatus;
  readonly messages: readonly ChatMessage[];
  readonly model: string | null;
  /** The text so far; the whole of it once completed. */
  readonly text: string;
  readonly promptTokens: number;
  readonly onDisconnect: OnDisconnect;
  /** Known at the end, whichever end it was. */
  readonly usage: Usage | null;
  readonly finishReason: FinishReason | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const HOUR_MS = 3_600_000;

/** AI token streams: one topic a generation. */
export const generations = defineFamily<'generations', GenerationEvents, GenerationState>({
  name: 'generations',
  events: {
    'generations.started': { description: 'The model was asked.' },
    'generations.delta': { description: 'The model has written some more text.' },
    'generations.completed': { description: 'The model has finished.', terminal: true },
    'generations.failed': { description: 'The model could not go on.', terminal: true },
    'generations.cancelled': { description: 'The generation was stopped on request.', terminal: true },
    'generations.interrupted': { description: 'The process that ran the generation died.', terminal: true },
  },
  retention: { maxAgeMs: 24 * HOUR_MS },
  access: { existence: 'required', wholeFamily: false },
  initialState: (id) => ({
    id,
    status: 'queued',
    messages: [],
    model: null,
    text: '',
    promptTokens: 0,
    onDisconnect: 'continue',
    usage: null,
    finishReason: null,
    error: null,
  }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'generations.started': {
        const { messages, model, promptTokens, onDisconnect = 'continue' } = event.data;
        return { ...state, status: 'running', messages, model, promptTokens, onDisconnect };
      }
      case 'generations.delta':
        return { ...state, text: state.text + event.data.text };
      case 'generations.completed':
        return { ...state, status: 'completed', ...event.data };
      case 'generations.failed': {
        const { code, message, usage } = event.data;
        return { ...state, status: 'failed', usage, error: { code, message } };
      }
      case 'generations.cancelled':
        return { ...state, status: 'cancelled', usage: event.data.usage };
      case 'generations.interrupted':
        return { ...state, status: 'interrupted', usage: event.data.usage };
      default:
        return state;
    }
  },
  merge: (older, newer) =>
    older.type === 'generations.delta' && newer.type === 'generations.delta'
      ? { text: older.data.text + newer.data.text }
      : undefined,
});
