import { ServerResponse } from 'node:http';

/**
 * Nest answers every stream `Connection: keep-alive`. A client that wants its connection closed, by `Connection: close` or
 * by the HTTP/1.0 that it speaks, gets `close`, and Node closes the connection with the stream (RFC 9112, 9.6). Call it
 * before the headers are written. Of a response that is not Node's own HTTP/1 it wants nothing.
 */
export function closeWhenAsked(response: unknown): void {
  const { raw = response } = (response ?? {}) as { raw?: unknown };
  if (!(raw instanceof ServerResponse) || raw.shouldKeepAlive) return;
  const writeHead = raw.writeHead.bind(raw) as (status: number, headers: object) => ServerResponse;
  raw.writeHead = ((status: number, headers: object) =>
    writeHead(status, { ...headers, Connection: 'close' })) as ServerResponse['writeHead'];
}
