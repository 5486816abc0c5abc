import { createFrame, encodeFrame, formatCursor, wholeFamilyOf } from '@tickertape/wire';
import type { Cursor, Frame, Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import { formatTime } from '../tape-time';

/** A frame whose bytes are made once, at the first need, and shared by all readers that it goes to. */
export class TapeFrame {
  private encoded: Buffer | undefined;
  private headLength = 0;

  constructor(readonly frame: Frame) {}

  /** Bytes that are kept for it. */
  get size(): number {
    return this.encoded?.length ?? 0;
  }

  /** How many `bytes` there are. */
  get length(): number {
    return this.chunk.length - this.headLength - CRLF.length;
  }

  get bytes(): Uint8Array {
    const { chunk } = this;
    return chunk.subarray(this.headLength, chunk.length - CRLF.length);
  }

  /** The bytes as a chunk of HTTP/1.1 (RFC 9112, 7.1): their length, and they. */
  get chunk(): Uint8Array {
    if (this.encoded) return this.encoded;
    const bytes = encodeFrame(this.frame);
    const head = bytes.length.toString(16) + CRLF;
    this.headLength = head.length;
    this.encoded = Buffer.allocUnsafe(head.length + bytes.length + CRLF.length);
    this.encoded.write(head, 0, 'latin1');
    this.encoded.set(bytes, head.length);
    this.encoded.write(CRLF, head.length + bytes.length, 'latin1');
    return this.encoded;
  }
}

const CRLF = '\r\n';

/** An event and its frame, made when the first reader needs it and shared by all. */
export class FramedEvent {
  private made: TapeFrame | undefined;
  private familyTopic: Topic | undefined;

  constructor(
    readonly event: TapeEvent,
    private readonly epoch: string,
  ) {}

  /** The topic of its whole family. */
  get family(): Topic {
    return (this.familyTopic ??= wholeFamilyOf(this.event.topic));
  }

  /** Bytes of the frame, 0 while nobody has needed it. */
  get size(): number {
    return this.made?.size ?? 0;
  }

  get frame(): TapeFrame {
    return (this.made ??= frameEvent(this.event, { epoch: this.epoch, seq: this.event.seq }));
  }
}

/** The frame of an event at a cursor; `merged` is how many events it stands for. */
export function frameEvent({ topic, version, type, time, data }: TapeEvent, cursor: Cursor, merged = 1): TapeFrame {
  const message = { topic, version, time: formatTime(time), data };
  return new TapeFrame(createFrame(type, formatCursor(cursor), merged > 1 ? { ...message, merged } : message));
}
