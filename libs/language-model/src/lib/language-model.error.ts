import type { Usage } from './language-model';
import { usageOf } from './usage';

/** What is known of a failure on the side of the provider. */
export interface ProviderFailure {
  /** The HTTP status of the answer; absent when there was none, or when the failure came after it. */
  status?: number;
  /** What the provider said, or what was seen; for people. */
  reason: string;
  /** The provider's own code for it, when it gave one. */
  providerCode?: string;
  /** The wait that the provider asked for, in milliseconds from the failure; absent when it asked for none. */
  retryAfterMs?: number;
  /** The header that asked for it, as it came: `retry-after` in seconds or as an HTTP date, or `retry-after-ms`. */
  retryAfter?: { readonly header: 'retry-after' | 'retry-after-ms'; readonly value: string };
}

/** The facts that each code of a LanguageModelError carries. */
export interface LanguageModelErrorFacts {
  /** The request names a model that is not served. */
  unknown_model: { model: string; models: readonly string[] };
  /** A field of the request is out of its range: `rule` says what it has to be. */
  invalid_request: { field: string; rule: string };
  /** An option of a model is out of its range: `rule` says what it has to be. */
  invalid_options: { field: string; rule: string };
  /** 400, 413, 422 and other 4xx: the provider does not take this request, and will not take it again. */
  rejected: ProviderFailure;
  /** 401: no valid key. */
  unauthenticated: ProviderFailure;
  /** 403: the key may not do this. */
  forbidden: ProviderFailure;
  /** 404: the provider has no such address or model. */
  not_found: ProviderFailure;
  /** 408, or no answer in time. */
  timeout: ProviderFailure;
  /** 409: a lock that passes. */
  conflict: ProviderFailure;
  /** 429: too much, too fast. */
  rate_limited: ProviderFailure;
  /** 429 for good: the account is used up. */
  quota_exhausted: ProviderFailure;
  /** 503, 529, or a full queue. */
  overloaded: ProviderFailure;
  /** Any other 5xx. */
  server_error: ProviderFailure;
  /** The provider was not reached, or its connection broke in the middle. */
  connection_lost: ProviderFailure;
  /** The stream was silent for longer than is allowed. */
  stalled: ProviderFailure;
  /** The stream ended without saying that it was finished: what there is may be cut off. */
  ended_early: ProviderFailure;
  /** The provider said in its stream that it failed. */
  stream_failed: ProviderFailure;
  /** A frame of the stream is not what it has to be. */
  invalid_frame: ProviderFailure;
  /** The provider withheld the rest of the text. */
  content_filtered: ProviderFailure;
}

/** Codes are stable and are what programs match; messages are for people and may change. */
export type LanguageModelErrorCode = keyof LanguageModelErrorFacts;

/** The codes of failures on the side of the provider. */
export type ProviderErrorCode = Exclude<
  LanguageModelErrorCode,
  'unknown_model' | 'invalid_request' | 'invalid_options'
>;

const provider = (what: string) => (facts: ProviderFailure) => {
  const status = facts.status === undefined ? '' : ` (HTTP ${facts.status})`;
  const wait = facts.retryAfterMs === undefined ? '' : ` Try again in ${Math.ceil(facts.retryAfterMs / 1000)} s.`;
  return `${what}${status}: ${facts.reason}${/[.!?]$/.test(facts.reason) ? '' : '.'}${wait}`;
};

const messages: { [C in LanguageModelErrorCode]: (facts: LanguageModelErrorFacts[C]) => string } = {
  unknown_model: ({ model, models }) => `There is no model "${model}"; use one of ${models.join(', ')}.`,
  invalid_request: ({ field, rule }) => `The request's ${field} has to be ${rule}.`,
  invalid_options: ({ field, rule }) => `The option ${field} has to be ${rule}.`,
  rejected: provider('The provider does not take the request'),
  unauthenticated: provider('The provider does not know the key'),
  forbidden: provider('The provider does not allow this'),
  not_found: provider('The provider does not have this'),
  timeout: provider('The provider did not answer in time'),
  conflict: provider('The provider is busy with a conflicting request'),
  rate_limited: provider('The provider limits the rate'),
  quota_exhausted: provider('The quota at the provider is used up'),
  overloaded: provider('The model is overloaded'),
  server_error: provider('The provider failed'),
  connection_lost: provider('The connection to the provider was lost'),
  stalled: provider('The stream stalled'),
  ended_early: provider('The stream ended before the generation did'),
  stream_failed: provider('The provider failed in the middle of the stream'),
  invalid_frame: provider('The provider sent a frame that cannot be read'),
  content_filtered: provider('The provider withheld the rest'),
};

const retryable: ReadonlySet<LanguageModelErrorCode> = new Set<LanguageModelErrorCode>([
  'timeout',
  'conflict',
  'rate_limited',
  'overloaded',
  'server_error',
  'connection_lost',
  'stalled',
  'ended_early',
  'stream_failed',
  'invalid_frame',
]);

/** A generation that failed, with what it had used until then. An abort is no failure. */
export class LanguageModelError<C extends LanguageModelErrorCode = LanguageModelErrorCode> extends Error {
  override readonly name = 'LanguageModelError';
  /** Whether the same request may succeed later; for how long to wait see `retryAfterMs` of the facts, where there is one. */
  readonly retryable: boolean;

  constructor(
    readonly code: C,
    readonly facts: LanguageModelErrorFacts[C],
    /** Tokens used before the failure; all 0 when it failed before the start. */
    readonly usage: Usage = usageOf(0, 0),
  ) {
    super(messages[code](facts));
    this.retryable = retryable.has(code);
  }
}

/** The code of an HTTP status that is an error. Retryable are those that OpenAI's SDK retries: 408, 409, 429 and 5xx. */
export const codeOfStatus = (status: number): ProviderErrorCode => {
  const codes: Readonly<Record<number, ProviderErrorCode>> = {
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    408: 'timeout',
    409: 'conflict',
    429: 'rate_limited',
    503: 'overloaded',
    529: 'overloaded',
  };
  return codes[status] ?? (status >= 500 ? 'server_error' : 'rejected');
};
