import { createFrame, encodeFrame, formatCursor, type Cursor, type Frame } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import { formatTime } from '../tape-time';

/** A frame whose bytes are made once, at the first need, and shared by all readers that it goes to. */
export class TapeFrame {
  private encoded: Uint8Array | undefined;

  constructor(readonly frame: Frame) {}

  get bytes(): Uint8Array {
    return (this.encoded ??= encodeFrame(this.frame));
  }
}

/** An event and its frame, made when the first reader needs it. */
export class FramedEvent {
  private made: TapeFrame | undefined;

  constructor(
    readonly event: TapeEvent,
    private readonly epoch: string,
  ) {}

  get frame(): TapeFrame {
    return (this.made ??= frameEvent(this.event, { epoch: this.epoch, seq: this.event.seq }));
  }
}

/** The frame of an event at a cursor; `merged` is how many events it stands for. */
export function frameEvent({ topic, version, type, time, data }: TapeEvent, cursor: Cursor, merged = 1): TapeFrame {
  const message = { topic, version, time: formatTime(time), data };
  return new TapeFrame(createFrame(type, formatCursor(cursor), merged > 1 ? { ...message, merged } : message));
}
