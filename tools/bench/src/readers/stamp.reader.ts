import { connect, type Socket } from 'node:net';
import { nowUs } from '../lib/clock';
import { scanStamps } from '../lib/stamp';
import { Sequence } from '../lib/sequence';

export interface ReaderTarget {
  readonly port: number;
  readonly path: string;
  /** What the stream says when everything before is replayed and the reader is at the tail. */
  readonly readyMark: string;
}

/** What a reader tells of. */
export interface ReaderEvents {
  /** At the tail, for the first time on this connection. */
  ready(): void;
  /** An event arrived. `bytes` is what it lies in, and is overwritten afterwards. */
  event(number: number, latencyUs: number, bytes: Buffer, position: number): void;
  /** Some bytes arrived. */
  read(): void;
  /** The connection is over although nobody here ended it. */
  broken(reason: string): void;
}

const READ_BYTES = 65_536;
/** All readers read into the same buffer: what is read is used before the next one reads. */
const shared = Buffer.allocUnsafe(READ_BYTES);

/**
 * One reader on a bare socket. It does not take HTTP apart: it waits for the ready mark, and then looks for stamps only.
 */
export class StampReader {
  readonly sequence = new Sequence();
  private socket: Socket | undefined;
  /** What came before the ready mark; absent when that has come. */
  private head: string | undefined = '';
  /** The beginning of a stamp at the end of the last bytes. */
  private rest: Buffer | undefined;
  private stopped = false;

  constructor(
    private readonly target: ReaderTarget,
    private readonly on: ReaderEvents,
  ) {}

  get isReady(): boolean {
    return this.head === undefined;
  }

  /** Connects, or connects again and goes on behind the cursor. */
  open(cursor?: string): void {
    this.head = '';
    this.rest = undefined;
    const { port, path } = this.target;
    const resume = cursor === undefined ? '' : `Last-Event-ID: ${cursor}\r\n`;
    const onread = { buffer: shared, callback: (length: number): boolean => this.take(shared.subarray(0, length)) };
    const socket = connect({ port, host: '127.0.0.1', onread });
    this.socket = socket;
    socket.on('error', (error) => this.over(socket, error.message));
    socket.on('close', () => this.over(socket, 'the connection was closed'));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n${resume}\r\n`);
  }

  /** From now on it takes nothing, as a client that hangs: its socket stays open and fills up. */
  stall(): void {
    this.stopped = true;
  }

  /** Cuts the connection, hard: a client that crashed says no farewell, and leaves no port waiting. */
  cut(): void {
    const { socket } = this;
    this.socket = undefined;
    socket?.resetAndDestroy();
  }

  private over(socket: Socket, reason: string): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.on.broken(reason);
  }

  /** Returns whether to go on reading. */
  private take(chunk: Buffer): boolean {
    if (this.stopped || this.socket === undefined) return false;
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    const arrivedUs = nowUs();
    this.on.read();
    const end = scanStamps(bytes, (number, dueUs, position) => {
      this.sequence.take(number);
      this.on.event(number, arrivedUs - dueUs, bytes, position);
    });
    this.rest = end < bytes.length ? Buffer.from(bytes.subarray(end)) : undefined;
    if (this.head !== undefined) this.begin(chunk);
    return true;
  }

  private begin(chunk: Buffer): void {
    this.head += chunk.toString('latin1');
    if (!this.head?.includes(this.target.readyMark)) return;
    const [status = ''] = this.head.split('\r\n', 1);
    this.head = undefined;
    if (status.startsWith('HTTP/1.1 200')) this.on.ready();
    else this.on.broken(`the stream was answered ${status}`);
  }
}
