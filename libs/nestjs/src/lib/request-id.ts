import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What may name a request: anything else could forge lines of a log or headers. */
const TOKEN = /^[A-Za-z0-9._-]{1,128}$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The `X-Request-Id` of a request; `undefined` when it has none, or not a token of 1 to 128 of `A-Za-z0-9._-`. */
export function requestIdOf(headers: Headers): string | undefined {
  const id = headers['x-request-id'];
  return typeof id === 'string' && TOKEN.test(id) ? id : undefined;
}

/**
 * Gives every request an id, the client's if it is a token, and answers it. A middleware, to be used before all others:
 * from then on the header of the request has it, and so have log lines and streams.
 */
export function assignRequestId(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const id = requestIdOf(request.headers) ?? randomUUID();
  request.headers['x-request-id'] = id;
  response.setHeader('X-Request-Id', id);
  next();
}
