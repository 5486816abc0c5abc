import type { ServerResponse } from 'node:http';
import type { MessageEvent } from '@nestjs/common';
import type { ReaderSink, TapeFrame } from '@tickertape/tape';
import type { Subscriber } from 'rxjs';
import { toMessageEvent } from './message-event';
import { createFrameWriter, type FrameWriter } from './frame-writer';

/**
 * Writes a reader's frames straight to a Node response, the same bytes for every reader, and listens to its back-pressure.
 *
 * Nest keeps the beginning and the end: the first frame goes through the Observable, so that Nest sends the headers (and
 * an error before it is still answered by a filter), and completion of the Observable ends the response.
 */
export class ResponseSink implements ReaderSink {
  /** Frames written before Nest has sent the headers, after the first one. */
  private held: TapeFrame[] | undefined;
  private writer: FrameWriter | undefined;
  private immediate: NodeJS.Immediate | undefined;
  /** What is to be done behind the last frame. */
  private ending: 'complete' | 'break-off' | undefined;
  /** Called when there is room again. */
  onDrain: () => void = () => undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly subscriber: Subscriber<MessageEvent>,
  ) {}

  write(frames: readonly TapeFrame[]): boolean {
    if (this.immediate === undefined) {
      const [first, ...rest] = frames;
      this.held = rest;
      if (first) this.subscriber.next(toMessageEvent(first));
      // The first frame reaches the response by a pipe, whose flow starts with the next tick: behind it is our turn.
      this.immediate = setImmediate(() => this.takeOver());
      return false;
    }
    if (!this.writer) {
      this.held?.push(...frames);
      return false;
    }
    return this.writer.write(frames);
  }

  end(): void {
    this.ending = 'complete';
    if (this.writer) this.finish([]);
  }

  abort(last?: TapeFrame): void {
    this.ending = 'break-off';
    const frames = last ? [last] : [];
    if (this.writer) this.finish(frames);
    else this.held?.push(...frames);
  }

  /** Lets go of the response: the client has left, or the stream is over. */
  detach(): void {
    if (this.immediate) clearImmediate(this.immediate);
    this.writer?.detach();
  }

  private takeOver(): void {
    const { held = [] } = this;
    this.held = undefined;
    this.writer = createFrameWriter(this.response, () => this.onDrain());
    if (this.ending) this.finish(held);
    else if (this.writer.write(held)) this.onDrain();
  }

  private finish(frames: readonly TapeFrame[]): void {
    this.detach();
    const { response, ending } = this;
    const breakOff = ending === 'break-off' ? () => response.destroy() : undefined;
    const room = this.writer?.write(frames, breakOff);
    if (!breakOff) this.subscriber.complete();
    // A client that takes nothing does not take the last frame either.
    else if (!room || frames.length === 0) setImmediate(breakOff);
  }
}
