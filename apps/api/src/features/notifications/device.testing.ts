import { foldEvents, notifications, type EventOf, type NotificationEvents } from '@tickertape/events';
import type { TapeEvent } from '@tickertape/tape';
import { formatCursor, type Seq } from '@tickertape/wire';
import type { Notified } from './notified.testing';

/** A device of the user `me` that reads its stream as far as it comes, and folds what it reads. */
export class Device {
  state = notifications.initialState('me');
  /** The version of the last event that it has. */
  version = 0;
  private at: Seq = 0;

  constructor(private readonly notified: Notified) {}

  /** Reads at most so many events more. */
  async receive(limit: number): Promise<readonly TapeEvent[]> {
    const { store } = this.notified.tape;
    const events = await store.read(['notifications/me'], this.at, limit);
    for (const { type, data, version, seq } of events) {
      const event = { type, data, version, time: '' } as EventOf<NotificationEvents>;
      this.state = foldEvents(notifications, this.state, [event]);
      this.version = version;
      this.at = seq;
    }
    return events;
  }

  /** Its cursor as a heartbeat moves it on: up to the last event before the next that it does not have. */
  async cursor(): Promise<string> {
    const { store } = this.notified.tape;
    const last = await store.lastSeq();
    const [next] = await store.read(['notifications/me'], this.at, 1);
    // Beyond what was on the tape before that look there may be an event that it has missed.
    const seq = next ? Math.min(last, next.seq - 1) : last;
    return formatCursor({ epoch: store.epoch, seq });
  }
}
