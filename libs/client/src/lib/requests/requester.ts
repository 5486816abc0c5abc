import { backOffMs } from '../back-off';
import { ClientError } from '../client-error';
import type { Timing } from '../client-options';
import type { Access, AccessRequest } from './access';
import { beforeAbort, onAbort } from './on-abort';
import { readProblem } from './problem';
import { toJson, toPath } from './sendable';

export interface RequestOptions {
  /** Gives the request up: it rejects with `aborted`. What the server has done by then is done. */
  readonly signal?: AbortSignal;
}

/** A request that creates something. */
export interface CreateOptions extends RequestOptions {
  /** Under the same key the same thing is created once. Default: a random one, so that attempts of one call are one. */
  readonly idempotencyKey?: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Its parts behind `/v1`, not yet encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Doing it twice is not doing it once: it is not tried again when nobody knows what has become of it. */
  readonly once?: true;
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

  async send<T>(request: ApiRequest, options: RequestOptions = {}): Promise<T> {
    const path = toPath(request.path, request.query);
    const body = toJson(request.body);
    const headers = {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...request.headers,
    };
    const { requestTimeoutMs } = this.timing;
    const late = new ClientError('timeout', `no answer within ${requestTimeoutMs} ms`);
    let waitMs: number | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const call = new AbortController();
      const { signal } = call;
      // Not `AbortSignal.any`: Node 20 keeps its signals for as long as it keeps those that they follow.
      const releases = [options.signal, this.closing.signal].map((followed) =>
        onAbort(followed, () => call.abort(followed?.reason)),
      );
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        if (waitMs) await beforeAbort(signal, new Promise((resolve) => (timer = setTimeout(resolve, waitMs))));
        timer = setTimeout(() => call.abort(late), requestTimeoutMs);
        return (await this.ask(path, { method: request.method, headers, body, signal })) as T;
      } catch (thrown) {
        const error = toClientError(thrown, signal);
        waitMs = this.waitMs(error, request, attempt);
        if (waitMs === undefined) throw error;
      } finally {
        clearTimeout(timer);
        for (const release of releases) release();
      }
    }
  }

  /** Gives up whatever is under way. */
  close(): void {
    this.closing.abort(new ClientError('closed', 'the client was closed'));
  }

  private async ask(path: string, request: AccessRequest): Promise<unknown> {
    const response = await this.access.fetch(path, request);
    if (!response.ok) throw await readProblem(response);
    return JSON.parse(await response.text());
  }

  /** How long to wait before another attempt; `undefined` when there is none. */
  private waitMs(error: ClientError, { once }: ApiRequest, attempt: number): number | undefined {
    const { code, status = 0, retryAfterMs = 0 } = error;
    const isPassing = code === 'network' || code === 'timeout' || [429, 502, 503, 504].includes(status);
    if (once || !isPassing || attempt + 1 >= ATTEMPTS_MAX || retryAfterMs > RETRY_AFTER_MAX_MS) return undefined;
    return Math.max(retryAfterMs, backOffMs(attempt, Math.random(), this.timing));
  }
}

function toClientError(thrown: unknown, { aborted, reason }: AbortSignal): ClientError {
  const cause = aborted ? (reason as unknown) : thrown;
  if (cause instanceof ClientError) return cause;
  if (aborted) return new ClientError('aborted', 'the request was given up', { cause });
  if (cause instanceof SyntaxError) return new ClientError('malformed', 'the answer is not JSON', { cause });
  return new ClientError('network', 'the server does not answer', { cause });
}
