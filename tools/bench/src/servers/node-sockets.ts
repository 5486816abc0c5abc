/**
 * The limit of what Node can do: what is published is encoded once, as a chunk of HTTP already, and written to each socket
 * past its response. No back-pressure, no replay, no heartbeat.
 */
import type { Socket } from 'node:net';
import { createBareServer, STREAM_HEADERS } from './bare.server';
import { listen } from './listen';
import { encodeEvents, HELLO } from './published';

const sockets = new Set<Socket>();

listen(
  createBareServer({
    open: ({ socket }, response) => {
      response.writeHead(200, STREAM_HEADERS).write(encodeEvents([HELLO]));
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    publish: (events) => {
      const bytes = encodeEvents(events);
      const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
      for (const socket of sockets) socket.write(chunk);
    },
  }),
);
