import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TapeFrame } from '@tickertape/tape';

/** Puts frames behind the headers of a response. */
export interface FrameWriter {
  /** All the frames in one write; `false` when there is no room after that. Calls back when they are on their way. */
  write(frames: readonly TapeFrame[], sent?: () => void): boolean;
  /** Stops telling of room. */
  detach(): void;
}

/**
 * The fastest writer that a response allows. Its headers must have been sent.
 *
 * A response in chunks, as Node made it, is written to through its socket: each frame is a chunk already, the same bytes
 * for every reader, where `response.write` would frame it anew and send it in three pieces. Everything else (a response
 * that something has wrapped, that waits behind another one on its connection, or that HTTP/1.0 delimits by its end) is
 * written to as a response.
 */
export function createFrameWriter(response: ServerResponse, onDrain: () => void): FrameWriter {
  const { socket } = response;
  const asNodeMadeIt =
    response.write === ServerResponse.prototype.write && response.end === ServerResponse.prototype.end;
  // What the response still holds back would be overtaken.
  const nothingHeld = response.writableLength === (socket?.writableLength ?? 0);
  return socket && asNodeMadeIt && response.chunkedEncoding && nothingHeld
    ? new SocketWriter(socket, onDrain)
    : new ResponseWriter(response, onDrain);
}

class SocketWriter implements FrameWriter {
  constructor(
    private readonly socket: Socket,
    private readonly onDrain: () => void,
  ) {
    socket.on('drain', onDrain);
  }

  write(frames: readonly TapeFrame[], sent?: () => void): boolean {
    const { socket } = this;
    if (frames.length === 0) return !socket.writableNeedDrain;
    return socket.write(chunks.join(frames), sent);
  }

  detach(): void {
    this.socket.off('drain', this.onDrain);
  }
}

class ResponseWriter implements FrameWriter {
  constructor(
    private readonly response: ServerResponse,
    private readonly onDrain: () => void,
  ) {
    response.on('drain', onDrain);
  }

  write(frames: readonly TapeFrame[], sent?: () => void): boolean {
    const { response } = this;
    if (frames.length === 0) return !response.writableNeedDrain;
    return response.write(bytes.join(frames), sent);
  }

  detach(): void {
    this.response.off('drain', this.onDrain);
  }
}

/** Joins the frames of one write. Readers at the tail get the same ones, one after the other: they are joined once. */
class Joiner {
  private frames: readonly TapeFrame[] = [];
  private joined: Uint8Array = Buffer.alloc(0);

  constructor(private readonly bytesOf: (frame: TapeFrame) => Uint8Array) {}

  join(frames: readonly TapeFrame[]): Uint8Array {
    if (frames === this.frames || this.isSame(frames)) return this.joined;
    const parts = frames.map(this.bytesOf);
    this.joined = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    this.frames = frames;
    return this.joined;
  }

  /** Readers of several topics have lists of their own, often of the same frames. */
  private isSame(frames: readonly TapeFrame[]): boolean {
    return frames.length === this.frames.length && frames.every((frame, i) => frame === this.frames[i]);
  }
}

const chunks = new Joiner(({ chunk }) => chunk);
const bytes = new Joiner(({ bytes }) => bytes);
