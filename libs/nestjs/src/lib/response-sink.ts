import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { MessageEvent } from '@nestjs/common';
import type { Reader, ReaderSink, TapeFrame } from '@tickertape/tape';
import type { Subscriber } from 'rxjs';
import { createFrameWriter, type FrameWriter } from './frame-writer';
import { toMessageEvent } from './message-event';

/**
 * Writes a reader's frames straight to a Node response, the same bytes for every reader, and listens to its back-pressure.
 *
 * Nest has the beginning: the first frame goes through the Observable, so that Nest sends the headers, and an error before
 * it is still answered by a filter. Then the response is taken over and the Observable completes: what Nest holds for a
 * stream (a transform, timers, subscriptions) costs more memory than the connection itself. Where Nest does not pipe into
 * the response, as it does now, it keeps the end too.
 */
export class ResponseSink implements ReaderSink {
  private reader: Reader | undefined;
  /** Nest's side of the stream, until the response is taken over. */
  private subscriber: Subscriber<MessageEvent> | undefined;
  /** What Nest pipes into the response. */
  private source: Readable | undefined;
  /** Frames written before Nest has sent the headers, after the first one. */
  private held: TapeFrame[] | undefined;
  private writer: FrameWriter | undefined;
  private immediate: NodeJS.Immediate | undefined;
  /** What is to be done behind the last frame. */
  private ending: 'complete' | 'break-off' | undefined;

  /** Make it before Nest writes to the response. */
  constructor(private readonly response: ServerResponse) {
    response.once('pipe', (source) => (this.source = source));
  }

  /** Opens the stream, on Nest's subscription to it. */
  begin(subscriber: Subscriber<MessageEvent>, open: () => Reader | undefined): void {
    this.subscriber = subscriber;
    this.response.once('close', this.onClose);
    this.reader = open();
  }

  /** Nest has let go of the stream. That is the end of it, unless the response was taken over. */
  unsubscribed(): void {
    if (this.subscriber) this.onClose();
  }

  write(frames: readonly TapeFrame[]): boolean {
    if (this.writer) return this.writer.write(frames);
    if (this.held) this.held.push(...frames);
    else this.sendFirst(frames);
    return false;
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

  private sendFirst([first, ...rest]: readonly TapeFrame[]): void {
    this.held = rest;
    if (first) this.subscriber?.next(toMessageEvent(first));
    // The first frame reaches the response by a pipe, whose flow starts with the next tick: behind it is our turn.
    this.immediate = setImmediate(() => this.takeOver());
  }

  private takeOver(): void {
    const { response, source, subscriber, held = [] } = this;
    this.held = undefined;
    this.immediate = undefined;
    this.writer = createFrameWriter(response, this.onDrain);
    if (source) {
      this.source = undefined;
      this.subscriber = undefined;
      // Without the pipe, the end of the Observable does not end the response.
      source.unpipe(response);
      if (subscriber) completeLightly(subscriber);
    }
    if (this.ending) {
      this.finish(held);
      return;
    }
    const room = this.writer.write(held);
    this.reader?.shorten(this.writer);
    if (room) this.reader?.drained();
  }

  private finish(frames: readonly TapeFrame[]): void {
    const { response, subscriber, ending, writer } = this;
    const breakOff = ending === 'break-off' ? () => response.destroy() : undefined;
    const room = writer?.write(frames, breakOff);
    writer?.detach();
    if (breakOff) {
      // A client that takes nothing does not take the last frame either.
      if (!room || frames.length === 0) setImmediate(breakOff);
    } else if (subscriber) subscriber.complete();
    else response.end();
  }

  private readonly onDrain = (): void => this.reader?.drained();

  /** The client has left, or the response is complete. */
  private readonly onClose = (): void => {
    clearImmediate(this.immediate);
    this.writer?.detach();
    this.reader?.leave();
  };
}

/**
 * Nest aborts the signal of the request when the Observable completes. The stack trace of the reason would keep alive all
 * that was to be let go of, for as long as the request.
 */
function completeLightly(subscriber: Subscriber<MessageEvent>): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    subscriber.complete();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
