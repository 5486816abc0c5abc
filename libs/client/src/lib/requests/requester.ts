import { backOffMs } from '../back-off';
import { ClientError } from '../client-error';
import type { Timing } from '../client-options';
import type { Access } from './access';
import { followSignals } from './follow-signals';
import { readProblem } from './problem';

export interface RequestOptions {
  /** Gives the request up: it rejects with `aborted`. What the server has done by then is done. */
  readonly signal?: AbortSignal;
}

/** A request that creates something. */
export interface CreateOptions extends RequestOptions {
  /** Under the same key the same thing is created once. Default: a random one, so that attempts of one call are one. */
  readonly idempotencyKey?: string;
}

export interface ApiRequest extends RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/v1` on, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether doing it twice is doing it once, so that it may be tried again when nobody knows what has become of it. */
  readonly repeatable: boolean;
}

/** The first attempt included: some seconds, which is what a person waits. */
const ATTEMPTS_MAX = 4;
/** A server that asks to wait longer is not waited for: the caller decides. */
const RETRY_AFTER_MAX_MS = 30_000;

/** Sends requests of JSON and reads answers of JSON. Rejects with a `ClientError`, whatever happens. */
export class Requester {
  private readonly closing = new AbortController();

  constructor(
    private readonly access: Access,
    private readonly timing: Timing,
  ) {}

  async send<T>(request: ApiRequest): Promise<T> {
    const call = followSignals(request.signal, this.closing.signal);
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await this.attempt<T>(request, call.signal);
        } catch (error) {
          const waitMs = this.waitMs(error as ClientError, request, attempt);
          if (waitMs === undefined) throw error;
          await wait(waitMs, call.signal);
        }
      }
    } finally {
      call.release();
    }
  }

  /** Gives up whatever is under way. */
  close(): void {
    this.closing.abort(new ClientError('closed', 'the client was closed'));
  }

  private async attempt<T>({ method, path, body, headers }: ApiRequest, call: AbortSignal): Promise<T> {
    const { requestTimeoutMs } = this.timing;
    const attempt = followSignals(call);
    const late = new ClientError('timeout', `no answer within ${requestTimeoutMs} ms`);
    const timer = setTimeout(() => attempt.abort(late), requestTimeoutMs);
    try {
      const response = await this.access.fetch(path, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: attempt.signal,
      });
      if (!response.ok) throw await readProblem(response);
      return JSON.parse(await response.text()) as T;
    } catch (error) {
      throw toClientError(attempt.signal.aborted ? attempt.signal.reason : error, attempt.signal.aborted);
    } finally {
      clearTimeout(timer);
      attempt.release();
    }
  }

  /** How long to wait before another attempt; `undefined` when there is none. */
  private waitMs(error: ClientError, request: ApiRequest, attempt: number): number | undefined {
    const { code, status, retryAfterMs = 0 } = error;
    const unknown = code === 'network' || code === 'timeout' || status === 502 || status === 504;
    if (!request.repeatable || !(unknown || status === 429 || status === 503)) return undefined;
    if (attempt + 1 >= ATTEMPTS_MAX || retryAfterMs > RETRY_AFTER_MAX_MS) return undefined;
    return Math.max(retryAfterMs, backOffMs(attempt, Math.random(), this.timing));
  }
}

/** Resolves after some time; rejects at once when the signal aborts. */
function wait(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(toClientError(signal.reason, true));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, waitMs);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}

function toClientError(error: unknown, givenUp: boolean): ClientError {
  if (error instanceof ClientError) return error;
  if (givenUp) return new ClientError('aborted', 'the request was given up', { cause: error });
  if (error instanceof SyntaxError) return new ClientError('malformed', 'the answer is not JSON', { cause: error });
  return new ClientError('network', 'the server does not answer', { cause: error });
}
