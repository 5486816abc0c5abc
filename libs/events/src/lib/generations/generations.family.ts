import { defineFamily, type EventOf } from '../define-family';

/** A call of a function that the model asks for. */
export interface ToolCall {
  /** Unique in the conversation; the answer to it names it. */
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it, complete or not. */
  readonly arguments: string;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** Which of several who have this role it is. */
  readonly name?: string;
  /** The calls that a message of the assistant asked for. */
  readonly toolCalls?: readonly ToolCall[];
  /** Of a `tool` message: the call whose result its content is. */
  readonly toolCallId?: string;
}

/** A function that the model may ask to have called. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  /** A JSON Schema of the arguments. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Whether the arguments have to keep the schema. */
  readonly strict?: boolean;
}

/** Which of its tools a model calls: as it sees fit, none, one or more, or this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The form of an answer: any JSON object, or JSON that keeps a schema. */
export interface ResponseFormat {
  readonly type: 'json_object' | 'json_schema';
  readonly name?: string;
  readonly description?: string;
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly strict?: boolean;
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalTokens: number;
  /** Those of the completion tokens that were reasoning, where that is known. */
  readonly reasoningTokens?: number;
}

/** What happens to a generation when its last reader has left: it goes on, or it is cancelled. */
export type OnDisconnect = 'continue' | 'cancel';

export interface GenerationRequested {
  readonly messages: readonly ChatMessage[];
  readonly model: string;
  readonly promptTokens: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly onDisconnect?: OnDisconnect;
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly parallelToolCalls?: boolean;
  readonly responseFormat?: ResponseFormat;
  readonly temperature?: number;
  readonly topP?: number;
  /** Whether the first message is the instructions of this generation alone: what continues it leaves them out. */
  readonly hasInstructions?: boolean;
  /** What the simulated model was told to play. */
  readonly simulate?: object;
}

export interface GenerationDelta {
  readonly text: string;
}

/** A piece of a call, with the id and the name of the call that it belongs to. */
export interface GenerationToolCallDelta {
  /** Which call of this generation, from 0. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** The next piece of the arguments. */
  readonly arguments: string;
}

/** `tool_calls`: the model waits for the results of its calls. `content_filter`: the rest was withheld. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface GenerationCompleted {
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

export interface GenerationFailed {
  readonly code: string;
  readonly message: string;
  readonly usage: Usage;
  /** The HTTP status that a provider answered, where it was one that failed. */
  readonly status?: number;
  /** How long the provider asked to wait before another attempt, in milliseconds; absent when it did not ask. */
  readonly retryAfterMs?: number;
}

export interface GenerationCancelled {
  readonly usage: Usage;
}

export interface GenerationInterrupted {
  readonly usage: Usage;
}

export type GenerationEvents = {
  'generations.queued': GenerationRequested;
  'generations.started': GenerationRequested;
  'generations.reasoning_delta': GenerationDelta;
  'generations.delta': GenerationDelta;
  'generations.refusal_delta': GenerationDelta;
  'generations.tool_call_delta': GenerationToolCallDelta;
  'generations.completed': GenerationCompleted;
  'generations.failed': GenerationFailed;
  'generations.cancelled': GenerationCancelled;
  'generations.interrupted': GenerationInterrupted;
};

export type GenerationStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled' | 'interrupted';

export interface GenerationState {
  readonly id: string;
  /** `queued` until it is its turn. */
  readonly status: GenerationStatus;
  readonly messages: readonly ChatMessage[];
  readonly model: string | null;
  /** The text so far; the whole of it once completed. */
  readonly text: string;
  /** What the model thought before it answered. */
  readonly reasoning: string;
  /** The model's words on why it does not answer. */
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  readonly promptTokens: number;
  readonly onDisconnect: OnDisconnect;
  /** Known at the end, whichever end it was. */
  readonly usage: Usage | null;
  readonly finishReason: FinishReason | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const HOUR_MS = 3_600_000;

/** AI token streams: one topic a generation. */
export const generations = defineFamily<'generations', GenerationEvents, GenerationState, 'generationId'>({
  name: 'generations',
  idName: 'generationId',
  events: {
    'generations.queued': { description: 'The generation waits for its turn.' },
    'generations.started': { description: 'The model was asked.' },
    'generations.reasoning_delta': { description: 'The model has thought some more.' },
    'generations.delta': { description: 'The model has written some more text.' },
    'generations.refusal_delta': { description: 'The model has said more on why it does not answer.' },
    'generations.tool_call_delta': { description: 'The model has written more of a call of a function.' },
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
    reasoning: '',
    refusal: '',
    toolCalls: [],
    promptTokens: 0,
    onDisconnect: 'continue',
    usage: null,
    finishReason: null,
    error: null,
  }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'generations.queued':
      case 'generations.started': {
        const { messages, model, promptTokens, onDisconnect = 'continue' } = event.data;
        const status = event.type === 'generations.queued' ? 'queued' : 'running';
        return { ...state, status, messages, model, promptTokens, onDisconnect };
      }
      case 'generations.delta':
        return { ...state, text: state.text + event.data.text };
      case 'generations.reasoning_delta':
        return { ...state, reasoning: state.reasoning + event.data.text };
      case 'generations.refusal_delta':
        return { ...state, refusal: state.refusal + event.data.text };
      case 'generations.tool_call_delta':
        return { ...state, toolCalls: continueCall(state.toolCalls, event.data) };
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
  merge: (older, newer) => {
    if (older.type === 'generations.tool_call_delta') {
      return newer.type === older.type && newer.data.index === older.data.index
        ? { ...older.data, arguments: older.data.arguments + newer.data.arguments }
        : undefined;
    }
    return isText(older) && isText(newer) && older.type === newer.type
      ? { text: older.data.text + newer.data.text }
      : undefined;
  },
});

type TextType = 'generations.delta' | 'generations.reasoning_delta' | 'generations.refusal_delta';

function isText(event: EventOf<GenerationEvents>): event is EventOf<GenerationEvents, TextType> {
  return (
    event.type === 'generations.delta' ||
    event.type === 'generations.reasoning_delta' ||
    event.type === 'generations.refusal_delta'
  );
}

function continueCall(calls: readonly ToolCall[], delta: GenerationToolCallDelta): readonly ToolCall[] {
  const { index, id, name, arguments: piece } = delta;
  const before = calls[index]?.arguments ?? '';
  return calls.toSpliced(index, 1, { id, name, arguments: before + piece });
}
