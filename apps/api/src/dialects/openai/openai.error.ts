import { HttpException } from '@nestjs/common';

/** What OpenAI's clients read of an error, before a stream and inside it. */
export interface OpenAiErrorBody {
  /** For people. */
  readonly message: string;
  /** The kind, by its HTTP status. */
  readonly type: string;
  /** The field of the request that is wrong, if it is one. */
  readonly param: string | null;
  /** For programs. */
  readonly code: string | null;
}

/** What an `OpenAiError` may say beside its status and message. */
export interface OpenAiErrorOptions {
  readonly param?: string | null;
  readonly code?: string | null;
  /** How long to wait before another attempt, in milliseconds. Default: nothing is said of it. */
  readonly retryAfterMs?: number;
  /** Whether clients that retry by themselves are to. Default: they go by the status. */
  readonly retry?: boolean;
}

/** An error that is answered in OpenAI's shape. */
export class OpenAiError extends HttpException {
  readonly body: OpenAiErrorBody;
  /** `Retry-After` and what else OpenAI's clients go by when they try again. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, options: OpenAiErrorOptions = {}) {
    const { param = null, code = null, retryAfterMs, retry } = options;
    super(message, status);
    this.body = { message, type: typeOfStatus(status), param, code };
    this.headers = {
      ...(retryAfterMs !== undefined && {
        'Retry-After': String(Math.ceil(retryAfterMs / 1_000)),
        'Retry-After-Ms': String(Math.ceil(retryAfterMs)),
      }),
      ...(retry !== undefined && { 'X-Should-Retry': String(retry) }),
    };
  }
}

/** A request that cannot be taken as it is. */
export function badRequest(message: string, param: string | null = null, code: string | null = null): OpenAiError {
  return new OpenAiError(400, message, { param, code });
}

function typeOfStatus(status: number): string {
  const types: Readonly<Record<number, string>> = {
    401: 'authentication_error',
    403: 'permission_error',
    429: 'rate_limit_error',
  };
  return types[status] ?? (status >= 500 ? 'server_error' : 'invalid_request_error');
}
