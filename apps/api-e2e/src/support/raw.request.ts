import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { within } from './within';

/** A request over a bare socket, sent in as many pieces as a test likes. */
export class RawRequest implements Disposable {
  private text = '';
  private readonly closed: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    // A server that has no more patience breaks the connection off.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  static async open(url: string): Promise<RawRequest> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    return new RawRequest(socket);
  }

  /** Resolves when the text is handed to the system. */
  send(text: string): Promise<void> {
    return new Promise((resolve, reject) => this.socket.write(text, (error) => (error ? reject(error) : resolve())));
  }

  /** Waits until the connection is closed, and returns all that came. */
  async end(): Promise<string> {
    await within(() => `the connection is closed; so far ${JSON.stringify(this.text)}`, this.closed);
    return this.text;
  }

  /** Waits until there is an answer with such a text. */
  async until(text: string): Promise<void> {
    const come = async (): Promise<void> => {
      while (!this.text.includes(text)) await once(this.socket, 'data');
    };
    await within(() => `"${text}" is answered; so far ${JSON.stringify(this.text)}`, come());
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** The request line and headers of a request with a JSON body of so many bytes. */
export function headOf(method: string, path: string, bodyBytes: number): string {
  const headers = ['Host: api', 'Content-Type: application/json', `Content-Length: ${bodyBytes}`];
  return `${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
}
