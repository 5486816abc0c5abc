import { connect, type Socket } from 'node:net';

export interface Bytes {
  readonly up: number;
  readonly down: number;
}

/** What a user's connection tells of. */
export interface SocketEvents {
  /** Some bytes arrived, as Latin-1. */
  text(text: string): void;
  /** The connection is over although nobody here ended it. */
  gone(reason: string): void;
}

/** One user's connection, and the bytes over all connections that the user had: HTTP with its headers, without TCP. */
export class CountedSocket {
  private socket: Socket | undefined;
  private up = 0;
  private down = 0;

  constructor(
    private readonly port: number,
    private readonly on: SocketEvents,
  ) {}

  get bytes(): Bytes {
    const { socket, up, down } = this;
    return { up: up + (socket?.bytesWritten ?? 0), down: down + (socket?.bytesRead ?? 0) };
  }

  /** Connects first, if it has to. */
  write(text: string): void {
    this.socket ??= this.connect();
    this.socket.write(text, 'latin1');
  }

  /** Cuts the connection, hard: that leaves no port waiting. */
  cut(): void {
    const { socket } = this;
    this.leave();
    socket?.resetAndDestroy();
  }

  private connect(): Socket {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
    const over = (reason: string): void => {
      if (this.socket !== socket) return;
      this.leave();
      this.on.gone(reason);
      socket.destroy();
    };
    socket.on('data', (text: string) => this.on.text(text));
    socket.on('error', ({ message }) => over(message));
    socket.on('close', () => over('the connection was closed'));
    return socket;
  }

  private leave(): void {
    ({ up: this.up, down: this.down } = this.bytes);
    this.socket = undefined;
  }
}
