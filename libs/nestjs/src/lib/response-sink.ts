import type { ServerResponse } from 'node:http';
import type { MessageEvent } from '@nestjs/common';
import type { ReaderSink, TapeFrame } from '@tickertape/tape';
import type { Subscriber } from 'rxjs';
import { toMessageEvent } from './message-event';

/**
 * Writes a reader's frames straight to a Node response, the same bytes for every reader, and listens to its back-pressure.
 *
 * Nest keeps the beginning and the end: the first frame goes through the Observable, so that Nest sends the headers (and
 * an error before it is still answered by a filter), and completion of the Observable ends the response.
 */
export class ResponseSink implements ReaderSink {
  /** Frames written before Nest has sent the headers, after the first one. */
  private held: TapeFrame[] | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private ended = false;
  /** Called when there is room again. */
  onDrain: () => void = () => undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly subscriber: Subscriber<MessageEvent>,
  ) {
    response.on('drain', this.drained);
  }

  write(frames: readonly TapeFrame[]): boolean {
    if (this.immediate === undefined) {
      const [first, ...rest] = frames;
      this.held = rest;
      if (first) this.subscriber.next(toMessageEvent(first));
      // The first frame reaches the response by a pipe, whose flow starts with the next tick: behind it is our turn.
      this.immediate = setImmediate(() => this.takeOver());
      return false;
    }
    if (this.held) {
      this.held.push(...frames);
      return false;
    }
    return this.writeBytes(frames);
  }

  end(): void {
    this.ended = true;
    if (!this.held) this.complete();
  }

  abort(last?: TapeFrame): void {
    this.detach();
    const { response } = this;
    if (last) response.write(last.bytes, () => response.destroy());
    else response.destroy();
  }

  /** Lets go of the response: the client has left, or the stream is over. */
  detach(): void {
    if (this.immediate) clearImmediate(this.immediate);
    this.response.off('drain', this.drained);
  }

  private readonly drained = (): void => this.onDrain();

  private takeOver(): void {
    const { held = [] } = this;
    this.held = undefined;
    const room = this.writeBytes(held);
    if (this.ended) this.complete();
    else if (room) this.onDrain();
  }

  private writeBytes(frames: readonly TapeFrame[]): boolean {
    const [first] = frames;
    if (!first) return !this.response.writableNeedDrain;
    return this.response.write(frames.length === 1 ? first.bytes : Buffer.concat(frames.map(({ bytes }) => bytes)));
  }

  private complete(): void {
    this.detach();
    this.subscriber.complete();
  }
}
