/**
 * What the simulated model is to play in one generation, beside the request itself. Every field may be left out. The same
 * request always plays the same: tokens, times and faults come from the seed alone.
 *
 * `validateSimulate` lists what is wrong with a value that came from outside.
 */
export interface SimulateOptions {
  /**
   * What the text is made of. `prose`: paragraphs about the prompt. `markdown`: headings, lists, a table, fenced code.
   * `json`: one JSON document, whole unless it is cut. `hostile`: what breaks renderers and wire formats (see the README).
   * Default: `prose`.
   */
  text?: SimulatedText;
  /**
   * Tokens of the text, exactly, a whole number from 0 to 1,000,000, or `endless`. 0 is the empty answer. The text is repeated or
   * cut to fit, and ends with `stop`; `maxTokens` still ends it earlier with `length`. Default: the length of the model's
   * profile, to the end of a sentence or document.
   */
  tokens?: number | 'endless';
  /**
   * How the text is cut into tokens. `words`: as o200k_base does. `bytes`: every character beyond ASCII byte by byte, the
   * byte fallback of other vocabularies, so that most tokens end within a character. Default: `words`.
   */
  tokenizer?: 'words' | 'bytes';
  /** Times of the tokens: a profile by name, or fields that replace those of the model's. Default: the model's profile. */
  latency?: LatencyName | Partial<Latency>;
  /** Tokens of reasoning before the answer, a whole number from 0 to 100,000. Default: those of the model's profile. */
  reasoningTokens?: number;
  /** The answer is a refusal: `true` for words of the model's own, or these. It takes the place of the text. Default: none. */
  refusal?: boolean | string;
  /** Calls after the text, at most 16, which end it with `tool_calls`. With them the text is empty unless `text` or `tokens` is given. */
  toolCalls?: readonly SimulatedToolCall[];
  /** What goes wrong, at most 16 faults. Of those at one token, the first counts. Default: nothing. */
  faults?: readonly SimulatedFault[];
  /**
   * How late the model notices that it was cancelled: so many more tokens, a whole number from 0 to 10,000, are produced and
   * counted, though never shown. Default: 0.
   */
  tokensAfterCancel?: number;
}

export const SIMULATED_TEXTS = ['prose', 'markdown', 'json', 'hostile'] as const;
export type SimulatedText = (typeof SIMULATED_TEXTS)[number];

export const LATENCY_NAMES = ['fast', 'standard', 'reasoning', 'slow'] as const;
export type LatencyName = (typeof LATENCY_NAMES)[number];

/** When tokens come. */
export interface Latency {
  /** From the start to the first token, in milliseconds, from 0. */
  timeToFirstTokenMs: number;
  /** Added to that for each token of the prompt, in milliseconds, from 0. */
  prefillMsPerToken: number;
  /** The median of the gaps between tokens, in milliseconds, from 0: half of them are shorter. 0 plays all tokens at once. */
  gapMedianMs: number;
  /** The spread of the gaps, from 0: the standard deviation of their logarithm. 0 makes all gaps equal, 1 is very uneven. */
  gapSigma: number;
  /** Tokens that come together, as from speculative decoding, a whole number from 1. The mean rate stays the same. */
  burstTokens: number;
  /** A pause after so many tokens, a whole number; 0 for none. */
  pauseEveryTokens: number;
  /** The length of such a pause, in milliseconds, from 0. */
  pauseMs: number;
}

/** A call that the model asks for. */
export interface SimulatedToolCall {
  /** Letters, digits, `_` and `-`, at most 64. */
  name: string;
  /** The arguments: a value that becomes JSON, or a text that is sent as it is, valid or not. Default: `{}`. */
  arguments?: unknown;
}

/** The statuses that a fault can have. */
export const FAULT_STATUSES = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 529] as const;
export type FaultStatus = (typeof FAULT_STATUSES)[number];

/** How an HTTP error tells when to come back: seconds, an HTTP date, the header `retry-after-ms`, or not at all. */
export const RETRY_AFTER_FORMS = ['seconds', 'date', 'ms', 'none'] as const;
export type RetryAfterForm = (typeof RETRY_AFTER_FORMS)[number];

export const FAULT_KINDS = ['http', 'stall', 'error', 'cut', 'end', 'duplicate', 'reorder'] as const;

/**
 * Something that goes wrong. Failures throw what a real provider's would: `http` the code of its status, `error`
 * `stream_failed`, `cut` `connection_lost`. `end`, `duplicate` and `reorder` break the promises of the port, to try a reader:
 * an end without a finish part, a part twice, a part after the one that follows it.
 */
export type SimulatedFault = FaultTiming &
  (
    | {
        kind: 'http';
        /** The status that is answered in place of a stream. */
        status: FaultStatus;
        /** Default: `none`. */
        retryAfter?: RetryAfterForm;
        /** The wait that it asks for, in milliseconds from 0; full seconds, rounded up, in the forms that count them. Default: 1,000. */
        retryAfterMs?: number;
      }
    | {
        kind: 'stall';
        /** How long nothing comes, in milliseconds from 0; absent: until the generation is cancelled. */
        ms?: number;
      }
    | { kind: 'error' | 'cut' | 'end' | 'duplicate' | 'reorder' }
  );

/** When a fault strikes. Without `atToken` and `probability` it strikes before the first token. */
export interface FaultTiming {
  /** Tokens that are produced before it strikes, those of reasoning included, a whole number from 0. Not for `http`. */
  atToken?: number;
  /**
   * From 0 to 1, drawn from the seed. With `atToken`, or for `http`: that it strikes at all. Otherwise at each token: that it
   * strikes there, once at most.
   */
  probability?: number;
  /** How many generations of the same request fail before one does not, a whole number from 1. Default: all of them. */
  healsAfter?: number;
}
