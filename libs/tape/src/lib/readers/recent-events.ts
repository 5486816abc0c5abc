import type { Seq, Topic } from '@tickertape/wire';
import type { FramedEvent } from './tape-frame';

/** Frames take at most so much; an event that nobody reads has none. */
const RECENT_BYTES = 4_194_304;

/** The end of the tape, in memory: its newest events, whoever reads them. */
export class RecentEvents {
  /** A ring: the newest is before `next`, the oldest `count` places before it. */
  private readonly ring: (FramedEvent | undefined)[];
  private readonly sizes: Uint32Array;
  private next = 0;
  private count = 0;
  private bytes = 0;
  /** Every event after this place is here; `undefined` before anything is known of the tape. */
  private coversFrom: Seq | undefined;

  /** @param capacity how many events, from 0. */
  constructor(private readonly capacity: number) {
    this.ring = new Array<FramedEvent | undefined>(capacity);
    this.sizes = new Uint32Array(capacity);
  }

  /** Tells where the tape ends, before its first event comes. */
  begin(lastSeq: Seq): void {
    this.coversFrom ??= lastSeq;
  }

  /** Call it when the frame has been made for those who read it. */
  push(framed: FramedEvent): void {
    this.coversFrom ??= framed.event.seq - 1;
    if (this.capacity === 0) {
      this.coversFrom = framed.event.seq;
      return;
    }
    if (this.count === this.capacity) this.dropOldest();
    this.ring[this.next] = framed;
    this.sizes[this.next] = framed.size;
    this.bytes += framed.size;
    this.next = (this.next + 1) % this.capacity;
    this.count += 1;
    while (this.bytes > RECENT_BYTES) this.dropOldest();
  }

  /** The events of topics after a place, oldest first; `undefined` when they may not all be here. */
  after(topics: readonly Topic[], seq: Seq): FramedEvent[] | undefined {
    if (this.coversFrom === undefined || seq < this.coversFrom) return undefined;
    const wanted = new Set(topics);
    const found: FramedEvent[] = [];
    for (let back = 1; back <= this.count; back += 1) {
      const framed = this.ring[this.place(back)];
      if (!framed || framed.event.seq <= seq) break;
      if (wanted.has(framed.event.topic) || wanted.has(framed.family)) found.push(framed);
    }
    return found.reverse();
  }

  private dropOldest(): void {
    const oldest = this.place(this.count);
    this.coversFrom = this.ring[oldest]?.event.seq;
    this.ring[oldest] = undefined;
    this.bytes -= this.sizes[oldest] ?? 0;
    this.count -= 1;
  }

  /** Of the newest but so many. */
  private place(back: number): number {
    return (this.next - back + this.capacity) % this.capacity;
  }
}
