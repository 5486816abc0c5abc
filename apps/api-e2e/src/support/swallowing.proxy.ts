import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SwallowingProxy extends AsyncDisposable {
  readonly url: string;
  /** Its own ports of the connections that it has made. */
  readonly ports: readonly number[];
  /**
   * From now on nothing passes in either direction, and nobody is told: no FIN, no RST. The other side finds a peer whose
   * window has closed, as behind a router that has lost its way.
   */
  swallow(): void;
}

/** Passes TCP connections on to a port of this machine, until it is told to swallow them. */
export async function startSwallowingProxy(targetPort: number): Promise<SwallowingProxy> {
  const sockets = new Set<Socket>();
  const ports: number[] = [];
  let passes = true;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    target.once('connect', () => ports.push(target.localPort ?? Number.NaN));
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (bytes: Buffer) => to.write(bytes));
      from.on('end', () => passes && to.end());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ports,
    swallow: () => {
      passes = false;
      sockets.forEach((socket) => socket.pause());
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
}
