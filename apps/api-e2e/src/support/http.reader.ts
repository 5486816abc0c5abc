import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import { Recording } from './recording';
import { within } from './within';

/**
 * A client on a connection of its own that reads as much as it is told to, and leaves as rudely. It begins by reading
 * nothing: the buffers of the kernels fill, and then nothing more goes out.
 */
export class HttpReader implements Disposable {
  readonly frames = new Recording<ReceivedFrame>();
  /** Its own port: by it the server knows the connection. */
  readonly port: number;

  private constructor(readonly response: IncomingMessage) {
    this.port = response.socket.localPort ?? Number.NaN;
    const parser = createFrameParser({ onFrame: (frame) => this.frames.push(frame) });
    // A server that loses patience breaks the connection off.
    response.on('error', () => undefined);
    response.on('data', (bytes: Buffer) => parser.push(bytes));
    response.on('close', () => this.frames.end('the connection was closed'));
    response.pause();
  }

  static async open(url: string, lastEventId = ''): Promise<HttpReader> {
    const request = get(url, { agent: false, headers: lastEventId ? { 'Last-Event-ID': lastEventId } : {} });
    const [response] = (await within(() => `${url} answers`, once(request, 'response'))) as [IncomingMessage];
    return new HttpReader(response);
  }

  /** The cursor that EventSource would resume with. */
  get lastEventId(): string {
    return this.frames.items.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  /** From now on it reads whatever comes. */
  wake(): this {
    this.response.resume();
    return this;
  }

  /** From now on it reads nothing. */
  stall(): void {
    this.response.pause();
  }

  /** Reads at most so many bytes of what has come, and nothing more. */
  sip(bytes: number): void {
    // Of nothing: that still asks for more to come.
    this.response.read(Math.min(bytes, this.response.readableLength));
  }

  /** Closes the connection, and waits until it is closed here. */
  async leave(how: 'FIN' | 'RST' = 'FIN'): Promise<void> {
    const { response } = this;
    if (how === 'RST') response.socket.resetAndDestroy();
    else response.destroy();
    // Not `once`: it takes the error of the break for its own.
    if (!response.closed) await new Promise((resolve) => response.once('close', resolve));
  }

  [Symbol.dispose](): void {
    this.response.destroy();
  }
}
