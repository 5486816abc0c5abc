import type { Seq } from '@tickertape/wire';
import type { HubReader } from './reader-context';
import type { FramedEvent } from './tape-frame';

/** Events that a tail keeps: what a reader may miss while its socket is full for a moment, without reading the store. */
const TAIL_EVENTS = 256;

/** The recent events of one topic, or of a whole family, and the readers that wait at its end. */
export class TopicTail {
  readonly readers = new Set<HubReader>();
  private events: FramedEvent[] = [];

  /** @param coversFrom every event after this place is in the tail. */
  constructor(private coversFrom: Seq) {}

  push(framed: FramedEvent): void {
    this.events.push(framed);
    if (this.events.length < 2 * TAIL_EVENTS) return;
    // Half is dropped at once, so that an append costs no shift of the array.
    this.coversFrom = this.events[TAIL_EVENTS - 1]?.event.seq ?? this.coversFrom;
    this.events = this.events.slice(TAIL_EVENTS);
  }

  /** The events after a place, oldest first; `undefined` when the tail no longer has them all. */
  after(seq: Seq): readonly FramedEvent[] | undefined {
    if (seq < this.coversFrom) return undefined;
    let from = this.events.length;
    while (from > 0 && (this.events[from - 1]?.event.seq ?? 0) > seq) from -= 1;
    return this.events.slice(from);
  }
}
