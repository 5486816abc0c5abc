import type { GenerationEvents } from '@tickertape/events';
import type { TapeEvent } from '@tickertape/tape';
import { OpenAiError, type OpenAiErrorOptions } from './openai.error';

interface Failure extends Pick<OpenAiErrorOptions, 'retry'> {
  readonly status: number;
  /** OpenAI's own code, where it has one for this. Default: the generation's. */
  readonly code?: string;
}

/** The one table from the codes of a generation's end to HTTP and to OpenAI's codes. */
const FAILURES: Readonly<Record<string, Failure>> = {
  unknown_model: { status: 404, code: 'model_not_found' },
  invalid_request: { status: 400 },
  rejected: { status: 400 },
  content_filtered: { status: 400 },
  unauthenticated: { status: 401 },
  forbidden: { status: 403 },
  not_found: { status: 404 },
  timeout: { status: 408 },
  conflict: { status: 409 },
  rate_limited: { status: 429, code: 'rate_limit_exceeded' },
  quota_exhausted: { status: 429, code: 'insufficient_quota', retry: false },
  overloaded: { status: 503 },
  server_error: { status: 500 },
  connection_lost: { status: 502 },
  ended_early: { status: 502 },
  stream_failed: { status: 502 },
  invalid_frame: { status: 502 },
  stalled: { status: 504 },
  time_limit: { status: 504, retry: false },
  // nginx's "client closed request": whoever cancelled it does not want it made again, as a client would of a 409.
  cancelled: { status: 499, retry: false },
  interrupted: { status: 503 },
};
const UNKNOWN: Failure = { status: 500 };

/** The error of a generation that did not complete; `undefined` for any other event. */
export function errorOfEnd({ type, data }: Pick<TapeEvent, 'type' | 'data'>): OpenAiError | undefined {
  switch (type) {
    case 'generations.failed': {
      const { code, message, status, retryAfterMs } = data as GenerationEvents['generations.failed'];
      return toError(code, message, { status, retryAfterMs });
    }
    case 'generations.cancelled':
      return toError('cancelled', 'The generation was cancelled.');
    case 'generations.interrupted':
      return toError('interrupted', 'The server stopped in the middle of the generation.');
    default:
      return undefined;
  }
}

function toError(code: string, message: string, told: { status?: number; retryAfterMs?: number } = {}): OpenAiError {
  const known = FAILURES[code] ?? UNKNOWN;
  // A provider that failed within a stream has answered 200 before.
  const status = told.status !== undefined && told.status >= 400 ? told.status : known.status;
  const { retryAfterMs } = told;
  return new OpenAiError(status, message, { code: known.code ?? code, retryAfterMs, retry: known.retry });
}
