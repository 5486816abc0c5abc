import type { SimulateOptions } from './simulated/simulate.options';
import type { AnyGenerationPart, GenerationPart } from './generation.part';
import type { LanguageModelError } from './language-model.error';

/**
 * What generates text, one token after the other. Callers know only this port: behind it stands the simulated model, or
 * a provider on the network.
 */
export interface LanguageModel {
  /** Model ids that it serves, the default first, never empty. Simulated ones start with `sim-`. */
  readonly models: readonly string[];

  /**
   * Streams one generation: any number of `text` parts, then exactly one `finish` part. A reader that asks for
   * `parts: 'all'` also gets reasoning, refusals and tool calls as parts of their own; any other never meets them: the
   * words of a refusal are its text, reasoning and tool calls are left out, and only their tokens are counted.
   *
   * Never throws on abort, not even on one before the start: it ends promptly with a `finish` part whose finishReason is
   * `cancelled`. Failures throw a LanguageModelError out of the iteration, never out of this call; after one there is no
   * `finish` part.
   *
   * The result is iterated once. Nothing runs before the first part is asked for, and the next part is made only when
   * it is asked for: it has all the text that there is by then. Leaving the loop (`break`) ends the generation and leaves
   * nothing behind; to end it while waiting for a part, abort the signal. Give each generation a signal of its own: Node 20
   * warns of a leak when more than ten wait on one.
   */
  generate(request: GenerationRequest & { parts: 'all' }, signal: AbortSignal): AsyncIterable<AnyGenerationPart>;
  generate(request: GenerationRequest, signal: AbortSignal): AsyncIterable<GenerationPart>;

  /**
   * What `generate` would fail with for this request, as far as that can be told without asking anybody: a field that is out
   * of its range, or that this model cannot keep. For callers that create something first. Absent: nothing can be told.
   */
  check?(request: GenerationRequest): LanguageModelError<'unknown_model' | 'invalid_request'> | undefined;

  /** Tokens of a text in this model's vocabulary; 0 for the empty text. Text that spells a control token is only text. */
  countTokens(text: string): number;
}

/** What to generate. Values outside the stated ranges fail with `invalid_request`. */
export interface GenerationRequest {
  /** One of `models`; the first of them when absent. Any other fails with `unknown_model`. */
  model?: string;
  /** The conversation, oldest first, at least one message. The generation is its next message. */
  messages: readonly ChatMessage[];
  /**
   * The most tokens to generate, a whole number from 1; reaching it ends with `length`. Absent: the model ends by
   * itself. A limit above the model's own end changes nothing.
   */
  maxTokens?: number;
  /** Any safe integer. Equal requests with equal seeds give equal texts as far as the model can promise it. */
  seed?: number;
  /**
   * Texts that end the generation with `stop` where the first of them is complete, however they are spread over tokens.
   * What stands before one is emitted, the stop string itself is not. None may be empty or end or begin in half a
   * surrogate pair. Default: none.
   */
  stop?: readonly string[];
  /**
   * How long text may be held so that it comes in fewer, larger parts, in milliseconds from 0: a part is given at most so
   * long after its first token was made. The first part is never held. Default: 0.
   */
  gatherMs?: number;
  /**
   * Which parts the reader knows. `text`: only `text` and `finish`. `all`: every part of AnyGenerationPart. Default: `text`,
   * so that a reader that was written before a part existed never meets it.
   */
  parts?: 'text' | 'all';
  /** Functions that the model may ask to have called. The simulated model calls only those of `simulate`. Default: none. */
  tools?: readonly ToolDefinition[];
  /**
   * Whether it calls: as it sees fit, not at all, one or more of `tools`, or this one of them. The simulated model, which calls
   * only those of `simulate`, refuses to have to call what is not there. Default: `auto`.
   */
  toolChoice?: ToolChoice;
  /** Whether several calls may come in one answer. The simulated model ignores it. Default: the provider's. */
  parallelToolCalls?: boolean;
  /**
   * The form of the answer. The simulated model writes JSON for `json_object`, unless `simulate` says what to write, and
   * refuses `json_schema`. Default: text.
   */
  responseFormat?: ResponseFormat;
  /** How freely it chooses its words, a number from 0. The simulated model ignores it. Default: the provider's. */
  temperature?: number;
  /** From how much of the probability it chooses, a number from 0 to 1. The simulated model ignores it. Default: the provider's. */
  topP?: number;
  /** What the simulated model is to play; every other model ignores it. Default: plain prose, no faults. */
  simulate?: SimulateOptions;
}

/** A function that the model may ask to have called. */
export interface ToolDefinition {
  /** Letters, digits, `_` and `-`, at most 64: what OpenAI's API allows. */
  name: string;
  /** For the model: what it does and when to call it. */
  description?: string;
  /** A JSON Schema of the arguments, an object. Absent: none. */
  parameters?: Readonly<Record<string, unknown>>;
  /** Whether the arguments have to keep the schema. Default: the provider's. */
  strict?: boolean;
}

/** Which of its tools a model calls. `name`: this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The form that an answer is to have. */
export interface ResponseFormat {
  /** `json_object`: any JSON object. `json_schema`: JSON that keeps `schema`. */
  type: 'json_object' | 'json_schema';
  /** What a `json_schema` is called, which it has to be; the rule is that of the names of tools. */
  name?: string;
  /** For the model: what a `json_schema` is for. */
  description?: string;
  /** The JSON Schema, an object. */
  schema?: Readonly<Record<string, unknown>>;
  /** Whether the schema has to be kept to the letter. Default: the provider's. */
  strict?: boolean;
}

/** A call of a function, whole. */
export interface ToolCall {
  /** Unique in the conversation; the answer to it names it. */
  id: string;
  name: string;
  /** JSON as the model wrote it: not checked, it may not even parse. */
  arguments: string;
}

/** One message of the conversation. */
export interface ChatMessage {
  /** Who speaks: the application, the person, the model in an earlier turn, or a function that it had called. */
  role: 'system' | 'user' | 'assistant' | 'tool';
  /** The whole text; may be empty. */
  content: string;
  /** Which of several who have this role it is. Default: nothing is said of it. */
  name?: string;
  /** The calls that an `assistant` message asked for. Default: none. */
  toolCalls?: readonly ToolCall[];
  /** Of a `tool` message: the call whose result `content` is. */
  toolCallId?: string;
}

/** Tokens that a generation used. */
export interface Usage {
  /** Tokens of all messages of the request. */
  promptTokens: number;
  /** Tokens produced, those of a stop string, of reasoning and of tool calls included. */
  completionTokens: number;
  /** The sum of both. */
  totalTokens: number;
}
