import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy in front of a server that does to connections what networks do. */
export class CuttingProxy implements AsyncDisposable {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private refusing = false;
  /** The heads of all requests that came through, oldest first, in lower case. */
  readonly requests: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(target: string): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, new URL(target));
    server.on('connection', (socket) => proxy.accept(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resets every connection. New ones are taken, unless `refuse` was called. */
  cut(): void {
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  /** Cuts, and resets new connections too, until `allow` is called. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  allow(): void {
    this.refusing = false;
  }

  /** The connections of now carry nothing any more, and nobody is told: a phone that has left the cell. */
  freeze(): void {
    for (const [, far] of this.pairs) far.removeAllListeners('data');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(near: Socket): void {
    near.on('error', () => {});
    if (this.refusing) return void near.resetAndDestroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair = [near, far] as const;
    this.pairs.add(pair);
    near.on('data', (chunk) => {
      const text = chunk.toString('latin1').toLowerCase();
      if (/^(get|post) /.test(text)) this.requests.push(text);
      far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
    far.on('error', () => near.destroy());
    near.on('close', () => {
      this.pairs.delete(pair);
      far.destroy();
    });
    far.on('close', () => near.destroy());
  }
}
