import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How many bytes of a chunk pass before the connection is cut; `undefined` for all of them, and no cut. */
export type Cut = (chunk: Buffer) => number | undefined;

/** Cuts after so many bytes of the response, headers included: inside a frame or inside a character too. */
export function afterBytes(bytes: number): Cut {
  let left = bytes;
  return (chunk) => {
    left -= chunk.length;
    return left <= 0 ? chunk.length + left : undefined;
  };
}

/** Cuts right behind the `count`th empty line of an event stream, which is where a frame ends. */
export function afterFrames(count: number): Cut {
  let left = count;
  let previous = 0;
  return (chunk) => {
    const newline = 10;
    for (const [index, byte] of chunk.entries()) {
      if (byte === newline && previous === newline) left -= 1;
      previous = byte;
      if (left === 0) return index + 1;
    }
    return undefined;
  };
}

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** How many connections it has cut so far. */
  readonly cuts: number;
}

/**
 * Passes TCP connections on to a port of this machine and cuts their responses: the first connection as the first cut
 * says, the second as the second, and from then on none.
 */
export async function startCuttingProxy(targetPort: number, cuts: Iterable<Cut>): Promise<CuttingProxy> {
  const remaining = cuts[Symbol.iterator]();
  const sockets = new Set<Socket>();
  let cutCount = 0;
  const server = createServer((client) => {
    const cut = (remaining.next().value as Cut | undefined) ?? (() => undefined);
    const target = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      // A connection that breaks is what this is for.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.setNoDelay(true).pipe(target);
    target.on('data', (chunk: Buffer) => {
      const bytes = cut(chunk);
      if (bytes === undefined) {
        client.write(chunk);
        return;
      }
      cutCount += 1;
      target.removeAllListeners('data').pause();
      // The client gets what came before the cut, to the byte.
      client.write(chunk.subarray(0, bytes), () => client.destroySoon());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cutCount;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
}
