import type { ProviderFailure } from './language-model.error';

type RetryAfter = Pick<ProviderFailure, 'retryAfterMs' | 'retryAfter'>;

/**
 * The wait that an answer asks for: `retry-after-ms` (milliseconds, OpenAI and Azure), else `retry-after` as seconds or as
 * an HTTP date (RFC 9110, section 10.2.3), never negative. Empty when neither is there or can be read.
 *
 * `nowEpochMs` is the time against which a date is read: milliseconds since 1970.
 */
export const readRetryAfter = (header: (name: string) => string | null | undefined, nowEpochMs: number): RetryAfter => {
  const ms = header('retry-after-ms')?.trim();
  if (ms && isAmount(ms)) return { retryAfterMs: Number(ms), retryAfter: { header: 'retry-after-ms', value: ms } };
  const value = header('retry-after')?.trim();
  if (!value) return {};
  const retryAfter = { header: 'retry-after', value } as const;
  if (isAmount(value)) return { retryAfterMs: Number(value) * 1000, retryAfter };
  const date = Date.parse(value);
  return Number.isNaN(date) ? {} : { retryAfterMs: Math.max(0, date - nowEpochMs), retryAfter };
};

/** `Number` alone also takes the empty text, `0x10` and `Infinity`. */
const isAmount = (value: string): boolean => /^\d+(\.\d+)?$/.test(value);
