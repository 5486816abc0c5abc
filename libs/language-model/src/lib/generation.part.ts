import type { Usage } from './language-model';

/** What a generation streams to a reader that asks for nothing else: text as it is made, and at the end how it ended. */
export type GenerationPart = TextPart | FinishPart<'stop' | 'length' | 'cancelled'>;

/** What a generation streams with `parts: 'all'`. Lanes do not mix: a part of another type ends the one before. */
export type AnyGenerationPart =
  | TextPart
  | ReasoningPart
  | RefusalPart
  | ToolCallPart
  | FinishPart<'stop' | 'length' | 'cancelled' | 'tool_calls' | 'content_filter'>;

/** A piece of the answer. */
export interface TextPart {
  type: 'text';
  /**
   * The next piece of the text, never empty and never half a character: a character that is spread over tokens arrives
   * with its last one, and a grapheme of several characters whole where that takes no more than a few tokens. Of a
   * character that the end of the generation cut in half nothing is shown.
   */
  text: string;
  /**
   * Tokens produced since the part before, at least 1. Over all parts they add up to `usage.completionTokens`, less the
   * tokens after the last part: of a stop string, of half a character, or of what this reader is not shown.
   */
  tokens: number;
}

/** A piece of what the model thinks before it answers. */
export interface ReasoningPart {
  type: 'reasoning';
  /** As the text of a TextPart. */
  text: string;
  /** As the tokens of a TextPart. */
  tokens: number;
}

/** A piece of the model's words on why it does not answer. */
export interface RefusalPart {
  type: 'refusal';
  /** As the text of a TextPart. */
  text: string;
  /** As the tokens of a TextPart. */
  tokens: number;
}

/** A piece of a call that the model asks for. */
export interface ToolCallPart {
  type: 'tool_call';
  /** Which call of this generation, from 0. Pieces of several calls may interleave. */
  index: number;
  /** The call's id and function, the same in each of its parts. */
  id: string;
  name: string;
  /** The next piece of the arguments' JSON; empty in a part that only announces the call. */
  arguments: string;
  /** As the tokens of a TextPart; may be 0. */
  tokens: number;
}

/** The last part. */
export interface FinishPart<Reason extends string = 'stop' | 'length' | 'cancelled' | 'tool_calls' | 'content_filter'> {
  type: 'finish';
  /**
   * `stop`: the model's own end, or a stop string. `length`: `maxTokens` reached. `cancelled`: the signal aborted.
   * `tool_calls`: it waits for the results of calls. `content_filter`: the provider withheld the rest; to a reader of `text`
   * alone that is the failure `content_filtered`, and `tool_calls` is `stop`.
   */
  finishReason: Reason;
  /** What was really used, also after an abort. */
  usage: Usage;
  /** What else is known of it; absent when nothing is. */
  details?: FinishDetails;
}

/** Facts beside the usage; each is absent where it is not known. */
export interface FinishDetails {
  /** Those of the completion tokens that were reasoning. */
  reasoningTokens?: number;
  /** How long the generation waited for its turn, in milliseconds. */
  queueMs?: number;
  /** Tokens that were produced, and count, although the signal had aborted. */
  tokensAfterCancel?: number;
}
