import type { ApiRequest, CreateOptions, Requester, RequestOptions } from './requester';

type Path = ApiRequest['path'];

/** With what a query may have: each feature says which of it. */
interface GetOptions extends RequestOptions {
  readonly limit?: number;
  readonly before?: string;
  readonly after?: string;
  readonly status?: string;
}

/** The kinds of requests that there are, each with what may be done when it has no answer. */
export class Api {
  constructor(private readonly requester: Requester) {}

  get<T>(path: Path, { limit, before, after, status, ...options }: GetOptions = {}): Promise<T> {
    return this.requester.send({ method: 'GET', path, query: { limit, before, after, status } }, options);
  }

  /** Under one key it creates one thing, however often it is tried. */
  create<T>(path: Path, body: object, options: CreateOptions = {}): Promise<T> {
    const headers = { 'Idempotency-Key': options.idempotencyKey ?? randomId() };
    return this.requester.send({ method: 'POST', path, body, headers }, options);
  }

  /** A command that, done twice, has done no more than once, also when others have done something in between. */
  put<T>(method: 'POST' | 'PUT' | 'DELETE', path: Path, body?: object, options?: RequestOptions): Promise<T> {
    return this.requester.send({ method, path, body }, options);
  }

  /** A command that is another one the second time, or undoes what others have done since the first: it is tried once. */
  command<T>(method: 'POST' | 'PATCH', path: Path, body: object, options?: RequestOptions): Promise<T> {
    return this.requester.send({ method, path, body, once: true }, options);
  }
}

/** 128 random bits. Not `crypto.randomUUID`, which pages without TLS do not have. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
