/**
 * What generates text, one token after the other. Callers know only this port: behind it stands the simulated model, or
 * a provider on the network.
 */
export interface LanguageModel {
  /** Model ids that it serves, the default first, never empty. Simulated ones start with `sim-`. */
  readonly models: readonly string[];

  /**
   * Streams one generation: any number of `text` parts, then exactly one `finish` part.
   *
   * Never throws on abort, not even on one before the start: it ends promptly with a `finish` part whose finishReason is
   * `cancelled`. Failures throw a LanguageModelError out of the iteration, never out of this call; after one there is no
   * `finish` part.
   *
   * The result is iterated once. Nothing runs before the first part is asked for, and the next part is made only when
   * it is asked for: it has all the text that there is by then. Leaving the loop (`break`) ends the generation and leaves nothing behind; to end it while waiting
   * for a part, abort the signal. Give each generation a signal of its own: Node 20 warns of a leak when more than ten
   * wait on one.
   */
  generate(request: GenerationRequest, signal: AbortSignal): AsyncIterable<GenerationPart>;

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
}

/** One message of the conversation. */
export interface ChatMessage {
  /** Who speaks: the application, the person, or the model in an earlier turn. */
  role: 'system' | 'user' | 'assistant';
  /** The whole text; may be empty. */
  content: string;
}

/** What a generation streams: text as it is made, and at the end how it ended. */
export type GenerationPart =
  | {
      type: 'text';
      /**
       * The next piece of the text, never empty and never half a character: a character that is spread over tokens
       * arrives with its last one. A character that the end of the generation cut in half is U+FFFD.
       */
      text: string;
      /**
       * Tokens produced since the part before, at least 1. Over all parts they add up to `usage.completionTokens`, less
       * the tokens of a stop string that came after the last text.
       */
      tokens: number;
    }
  | {
      type: 'finish';
      /** `stop`: the model's own end, or a stop string. `length`: `maxTokens` reached. `cancelled`: the signal aborted. */
      finishReason: 'stop' | 'length' | 'cancelled';
      /** What was really used, also after an abort. */
      usage: Usage;
    };

/** Tokens that a generation used. */
export interface Usage {
  /** Tokens of all messages of the request. */
  promptTokens: number;
  /** Tokens produced, those of a stop string included. */
  completionTokens: number;
  /** The sum of both. */
  totalTokens: number;
}
