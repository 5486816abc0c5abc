import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerHostile } from './hostile-server';
import { Room } from './room';
import type { RoomCommand } from './room-commands';

export interface RoomServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * A server that speaks the protocol as well or as badly as a test wants. Each test has a room of its own, the first part of
 * the path: `<url>/<room>` is the API, and `<url>/<room>/control` takes commands and reports what was seen. The hostile
 * streams are at `<url>/hostile/<name>`. All else is answered by `page`.
 */
export async function startRoomServer(
  page: (path: string, response: ServerResponse) => void = (_, response) => void response.writeHead(404).end(),
): Promise<RoomServer> {
  const rooms = new Map<string, Room>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const hostile = /^\/hostile\/(.+)$/.exec(pathname)?.[1];
    if (hostile) return answerHostile(decodeURIComponent(hostile), response);
    const [, name = '', path = ''] = /^\/([^/]+)(\/(?:v1\/.*|control))$/.exec(pathname) ?? [];
    if (!path) return page(pathname, response);
    const room = rooms.get(name) ?? new Room();
    rooms.set(name, room);
    const body = await text(request);
    if (path !== '/control') return room.answer(room.see(request, path, searchParams, body), response);
    if (request.method === 'POST') room.command(JSON.parse(body) as RoomCommand);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(room.report));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  // A connection that the server closes while a client takes it up again is not what any test is about.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
