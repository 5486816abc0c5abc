import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { PATHS, StreamApp } from '../protocol/stream-app';

/** All that comes until the server closes the connection. */
async function untilClosed(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.write(head);
  return text(socket);
}

const HEADS: Readonly<Record<string, (target: string) => string>> = {
  'Connection: close': (target) => `GET ${target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`,
  'HTTP/1.0': (target) => `GET ${target} HTTP/1.0\r\n\r\n`,
  'HEAD, Connection: close': (target) => `HEAD ${target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`,
};

describe.each(PATHS)('on the %s path', (path) => {
  it.each(Object.entries(HEADS))(
    'answers %s with close, and closes the connection with the stream',
    async (_, head) => {
      await using app = await StreamApp.start();
      // What is kept open is kept for good.
      app.nest.getHttpServer().keepAliveTimeout = 0;
      await app.order('1', 'received', 'cancelled');
      const received = await untilClosed(app.url, head(`/${path}?topic=orders/1&lastEventId=start`));
      expect(received.match(/^connection: .*$/gim)).toEqual(['Connection: close']);
      expect(received.includes('event: tape.closed')).toBe(!head('').startsWith('HEAD'));
    },
  );
});
