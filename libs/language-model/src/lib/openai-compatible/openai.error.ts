import type { APIError, OpenAI } from 'openai';
import type { Usage } from '../language-model';
import {
  LanguageModelError,
  codeOfStatus,
  type ProviderErrorCode,
  type ProviderFailure,
} from '../language-model.error';
import { readRetryAfter } from '../retry.after';

/** OpenAI's codes that no wait will mend, whatever their status. */
const codes: Readonly<Record<string, ProviderErrorCode>> = {
  insufficient_quota: 'quota_exhausted',
  billing_hard_limit_reached: 'quota_exhausted',
};

/** What a request failed with, before there was a stream, in the port's terms. */
export const toRequestFailure = (error: unknown, sdk: typeof OpenAI, epochMs: number): LanguageModelError => {
  if (!(error instanceof sdk.APIError) || error.status === undefined) {
    return fail('connection_lost', { reason: reasonOf(error) });
  }
  const { status, headers } = error as APIError<number, Headers>;
  const providerCode = error.code ?? error.type;
  const code = (typeof error.code === 'string' && codes[error.code]) || codeOfStatus(status);
  return fail(code, {
    status,
    reason: error.message,
    ...(typeof providerCode === 'string' && { providerCode }),
    ...readRetryAfter((name) => headers?.get(name), epochMs),
  });
};

/** The failure that a stream told of itself: `{"error": {"message", "code"?, "type"?}}`, or a text. */
export const toStreamFailure = (error: unknown): LanguageModelError => {
  const { message, code, type } = (typeof error === 'object' && error !== null ? error : { message: error }) as {
    message?: unknown;
    code?: unknown;
    type?: unknown;
  };
  const providerCode = code ?? type;
  const reason = typeof message === 'string' && message !== '' ? message : 'no reason given';
  return fail('stream_failed', {
    reason,
    ...(providerCode !== undefined && providerCode !== null && { providerCode: String(providerCode) }),
  });
};

/** The same failure, with what was used until then. */
export const withUsage = (failure: LanguageModelError, usage: Usage): LanguageModelError =>
  new LanguageModelError(failure.code, failure.facts, usage);

const fail = (code: ProviderErrorCode, facts: ProviderFailure): LanguageModelError =>
  new LanguageModelError(code, facts);

/** `fetch` says only that it failed; why is in the cause. */
const reasonOf = (error: unknown): string => {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause !== undefined) deepest = deepest.cause;
  const { message = '', code } = (deepest ?? {}) as { message?: string; code?: string };
  return message || code || 'no reason given';
};
