import type { Seq } from '@tickertape/wire';
import type { HubReader } from './reader-context';
import type { FramedEvent } from './tape-frame';

/**
 * What a tail keeps: what a reader may miss while its socket is full for a moment, without reading the store. There may be
 * a tail for each reader, and what it keeps grows old in the heap: few are kept.
 */
const TAIL_EVENTS = 64;
/** Large events fill it sooner, so that a topic that is watched costs no more than this. */
const TAIL_BYTES = 1_048_576;

/** The recent events of one topic, or of a whole family, and the readers that wait at its end. */
export class TopicTail {
  readonly readers = new Set<HubReader>();
  private readonly events: FramedEvent[] = [];
  private bytes = 0;

  /** @param coversFrom every event after this place is in the tail. */
  constructor(private coversFrom: Seq) {}

  push(framed: FramedEvent): void {
    this.events.push(framed);
    this.bytes += framed.frame.chunk.length;
    while (this.events.length > TAIL_EVENTS || this.bytes > TAIL_BYTES) this.dropOldest();
  }

  /** The events after a place, oldest first; `undefined` when the tail no longer has them all. */
  after(seq: Seq): readonly FramedEvent[] | undefined {
    if (seq < this.coversFrom) return undefined;
    let from = this.events.length;
    while (from > 0 && (this.events[from - 1]?.event.seq ?? 0) > seq) from -= 1;
    return this.events.slice(from);
  }

  private dropOldest(): void {
    const oldest = this.events.shift();
    if (!oldest) return;
    this.coversFrom = oldest.event.seq;
    this.bytes -= oldest.frame.chunk.length;
  }
}
