import type { ApiRequest, CreateOptions, Requester, RequestOptions } from './requester';

type Query = Readonly<Record<string, string | number | undefined>>;

/** The kinds of requests that there are, each with what may be done when it has no answer. */
export class Api {
  constructor(private readonly requester: Requester) {}

  get<T>(path: string, options: RequestOptions = {}, query: Query = {}): Promise<T> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
    const search = new URLSearchParams(given).toString();
    return this.send({ method: 'GET', path: search ? `${path}?${search}` : path, repeatable: true, ...pick(options) });
  }

  /** Under one key it creates one thing, however often it is tried. */
  create<T>(path: string, body: object, options: CreateOptions = {}): Promise<T> {
    const headers = { 'Idempotency-Key': options.idempotencyKey ?? randomId() };
    return this.send({ method: 'POST', path, body, headers, repeatable: true, ...pick(options) });
  }

  /** A command that, done twice, has done no more than once. */
  put<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, options: RequestOptions = {}) {
    return this.send<T>({ method, path, body, repeatable: true, ...pick(options) });
  }

  /** A command that is another one the second time: it is tried once. */
  command<T>(path: string, body: object, options: RequestOptions = {}): Promise<T> {
    return this.send({ method: 'POST', path, body, repeatable: false, ...pick(options) });
  }

  private send<T>(request: ApiRequest): Promise<T> {
    return this.requester.send(request);
  }
}

/** A part of a path. */
export const segment = encodeURIComponent;

/** 128 random bits. Not `crypto.randomUUID`, which pages without TLS do not have. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Options may have more than the request is to know, such as the query. */
const pick = ({ signal }: RequestOptions): RequestOptions => ({ signal });
