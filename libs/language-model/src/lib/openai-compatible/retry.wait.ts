import type { LanguageModelError, ProviderFailure } from '../language-model.error';
import type { WholeOptions } from './openai.options';

/** Up to so much of a wait is taken off at random, so that those who failed together do not come back together. */
const JITTER = 0.25;

/**
 * How long to wait before a request that failed is sent again, in milliseconds: what the server asked for, else a wait that
 * doubles from `backoffMs` on, up to `maxRetryWaitMs`. Undefined when it is not to be sent again: no wait will mend the
 * failure, or the server asked for a longer one than `maxRetryWaitMs`.
 */
export const waitBeforeRetry = (
  failure: LanguageModelError,
  retries: number,
  { backoffMs, maxRetryWaitMs, random }: Pick<WholeOptions, 'backoffMs' | 'maxRetryWaitMs' | 'random'>,
): number | undefined => {
  if (!failure.retryable) return undefined;
  const { retryAfterMs } = failure.facts as ProviderFailure;
  if (retryAfterMs === undefined) return Math.min(backoffMs * 2 ** retries, maxRetryWaitMs) * (1 - JITTER * random());
  return retryAfterMs > maxRetryWaitMs ? undefined : retryAfterMs;
};
