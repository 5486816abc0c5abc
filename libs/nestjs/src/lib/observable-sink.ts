import type { MessageEvent } from '@nestjs/common';
import type { ReaderSink, TapeFrame } from '@tickertape/tape';
import type { Subscriber } from 'rxjs';
import { toMessageEvent } from './message-event';

/**
 * Hands a reader's frames to Nest as MessageEvents: the plain path, for whatever is not an HTTP/1 response of Node. Nest
 * queues for a slow client here, up to its `maxPendingDataLength`, and cuts it beyond.
 */
export class ObservableSink implements ReaderSink {
  constructor(
    private readonly subscriber: Subscriber<MessageEvent>,
    /** Breaks off the transport below, if there is one. */
    private readonly destroy: () => void,
  ) {}

  write(frames: readonly TapeFrame[]): boolean {
    for (const frame of frames) this.subscriber.next(toMessageEvent(frame));
    return true;
  }

  end(): void {
    this.subscriber.complete();
  }

  abort(last?: TapeFrame): void {
    if (last) this.subscriber.next(toMessageEvent(last));
    // Nest writes in the turn after. An error of the Observable would become `event: error`, which is never sent.
    setImmediate(this.destroy);
  }
}
