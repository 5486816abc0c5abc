import type { TapeEvent } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';
import type { EventSize, TapeRows, TopicRow } from './tape-rows';
import { IndexBatch } from './index-batch';
import { StepSize } from './step-size';
import type { Topics } from './topics';
import type { Upkeep } from './upkeep';

/** The index follows when it is so many events behind. */
export const EVENTS_PER_STEP = 2_048;
/** Topics of one step: as many of them as can be done in this time. */
const STEP = { first: 128, smallest: 64, largest: EVENTS_PER_STEP, ms: 4 };

/**
 * Finds the events of a topic or family.
 *
 * An append only adds its events to the end of the file. Where they belong (each topic's own place in the index, and its
 * head) is written later, for some thousands together: with hundreds of topics at work, an entry at a time would rewrite a
 * page of the file for each event, which costs several times what the event itself does. Until then the newest events are
 * found by looking at all of them. What a crash leaves without an entry gets it when the tape is opened.
 */
export class TapeIndex {
  /** Up to here all events have their entries. */
  private upTo: Seq;
  /** The next step is made when the tape is here. */
  private due: Seq;
  private readonly stepSize = new StepSize(STEP);
  private underWay = false;
  private batch?: IndexBatch;

  constructor(
    private readonly rows: TapeRows,
    private readonly topics: Topics,
    private readonly upkeep: Upkeep,
  ) {
    this.upTo = rows.indexedSeq();
    this.due = this.upTo + EVENTS_PER_STEP;
  }

  /** To be called after every commit, with the tape's last seq: now and then it makes a step. */
  follow(seq: Seq): void {
    if (seq < this.due || this.underWay) return;
    this.underWay = true;
    void this.upkeep.step(() => this.followStep(seq));
  }

  /** Indexes everything up to `seq`, the tape's last. */
  catchUp(seq: Seq): void {
    while (this.upTo < seq) this.step(seq);
  }

  eventsOfTopic(topic: TopicRow, after: Seq, limit: number): TapeEvent[] {
    return this.merge(after, limit, topic.head.seq, {
      indexed: (from, count) => this.rows.eventsOfTopic(topic, from, count),
      newest: (from, count) => this.rows.newestOfTopic(topic, from, count),
    });
  }

  eventsOfFamily(family: number, after: Seq, limit: number): TapeEvent[] {
    return this.merge(after, limit, Infinity, {
      indexed: (from, count) => this.rows.eventsOfFamily(family, from, count),
      newest: (from, count) => this.rows.newestOfFamily(family, from, count),
    });
  }

  eventsBefore(topic: TopicRow, before: Seq, limit: number): TapeEvent[] {
    const newest = topic.head.seq > this.upTo ? this.rows.newestBefore(topic, this.upTo, before, limit) : [];
    if (newest.length === limit) return newest;
    return [...newest, ...this.rows.eventsBefore(topic, Math.min(before, this.upTo + 1), limit - newest.length)];
  }

  /** The topic's `limit` oldest events up to `upTo`. */
  sizesOfTopic(topic: TopicRow, upTo: Seq, limit: number): EventSize[] {
    const after = topic.head.trimmedSeq;
    const indexed = this.rows.sizesOfTopic(topic, after, Math.min(upTo, this.upTo), limit);
    if (indexed.length === limit || upTo <= this.upTo) return indexed;
    const newest = Math.max(after, this.upTo);
    return [...indexed, ...this.rows.newestSizesOfTopic(topic, newest, upTo, limit - indexed.length)];
  }

  private followStep(seq: Seq): void {
    try {
      if (!this.step(seq)) {
        void this.upkeep.step(() => this.followStep(seq));
        return;
      }
      // From where the index is, not from where the tape is: what long appends leave behind is caught up with.
      this.due = this.upTo + EVENTS_PER_STEP;
    } catch {
      // A disk that is full, say. The events are on the tape and are found as before; later it is tried again.
      this.due = seq + EVENTS_PER_STEP;
    }
    this.underWay = false;
  }

  /** True when the entries up to some place have all been written. When it throws, nothing has changed. */
  private step(seq: Seq): boolean {
    this.batch ??= new IndexBatch(this.rows, this.upTo, Math.min(seq, this.upTo + EVENTS_PER_STEP));
    if (!this.batch.step(this.stepSize)) return false;
    this.upTo = this.batch.upTo;
    this.batch = undefined;
    this.topics.headsWritten(this.upTo);
    return true;
  }

  private merge(
    after: Seq,
    limit: number,
    last: Seq,
    { indexed, newest }: Record<'indexed' | 'newest', (after: Seq, limit: number) => TapeEvent[]>,
  ): TapeEvent[] {
    // Of those that are being indexed some have their entries already.
    const page = after < this.upTo ? indexed(after, limit).filter(({ seq }) => seq <= this.upTo) : [];
    if (page.length === limit || last <= this.upTo) return page;
    return [...page, ...newest(Math.max(after, this.upTo), limit - page.length)];
  }
}
