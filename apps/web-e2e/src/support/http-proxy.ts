import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * An HTTP proxy in front of a server, as companies and hosts have them: it passes a stream on when it is whole, so that
 * none ever gets through.
 */
export class HttpProxy implements AsyncDisposable {
  /** The paths of the streams that were asked for. */
  readonly streams: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(target: string): Promise<HttpProxy> {
    const server = createServer();
    const proxy = new HttpProxy(server, new URL(target));
    server.on('request', (incoming, outgoing) => proxy.pass(incoming, outgoing));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { hostname, port } = this.target;
    const { method, url: path = '', headers } = incoming;
    if (/\/stream(\?|$)/.test(path)) this.streams.push(path);
    const asked = request({ hostname, port, method, path, headers }, (answer) => void this.answer(answer, outgoing));
    // The page has gone, or the server has: either way nobody waits any more.
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asked.destroy());
    incoming.pipe(asked);
  }

  private async answer(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { statusCode = 502, headers } = answer;
    const type = headers['content-type'] ?? '';
    const ignore = (): void => {};
    if (type.startsWith('text/event-stream')) {
      const body = await answer.toArray().catch(() => undefined);
      if (!body) return void outgoing.destroy();
      outgoing.writeHead(statusCode, headers).end(Buffer.concat(body as Buffer[]));
    } else {
      outgoing.writeHead(statusCode, headers);
      pipeline(answer, outgoing, ignore);
    }
  }
}
