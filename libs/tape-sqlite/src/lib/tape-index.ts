import type { TapeEvent } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';
import type { TapeRows, TopicRow } from './tape-rows';
import type { Topics } from './topics';

/** So many new events are put into the index at once: it takes some five to ten milliseconds. */
export const EVENTS_PER_STEP = 2_048;

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

  constructor(
    private readonly rows: TapeRows,
    private readonly topics: Topics,
  ) {
    this.upTo = rows.indexedSeq();
    this.due = this.upTo + EVENTS_PER_STEP;
  }

  /** To be called after every commit, with the tape's last seq: now and then it makes a step. */
  follow(seq: Seq): void {
    if (seq < this.due) return;
    this.due = seq + EVENTS_PER_STEP;
    try {
      this.step(seq);
    } catch {
      // A disk that is full, say. The events are on the tape and are found as before; later it is tried again.
    }
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
    return [...newest, ...this.rows.eventsBefore(topic, before, limit - newest.length)];
  }

  /** The last of the topic's `limit` oldest events up to `upTo`. */
  lastToDrop(topic: TopicRow, upTo: Seq, limit: number): TapeEvent | undefined {
    return this.eventsOfTopic(topic, topic.head.trimmedSeq, limit).findLast(({ seq }) => seq <= upTo);
  }

  /** When it throws, nothing has changed. */
  private step(seq: Seq): void {
    const upTo = Math.min(seq, this.upTo + EVENTS_PER_STEP);
    this.rows.transaction(() => this.rows.indexEvents(this.upTo, upTo));
    this.upTo = upTo;
    this.topics.headsWritten(upTo);
  }

  private merge(
    after: Seq,
    limit: number,
    last: Seq,
    { indexed, newest }: Record<'indexed' | 'newest', (after: Seq, limit: number) => TapeEvent[]>,
  ): TapeEvent[] {
    const page = after < this.upTo ? indexed(after, limit) : [];
    if (page.length === limit || last <= this.upTo) return page;
    return [...page, ...newest(Math.max(after, this.upTo), limit - page.length)];
  }
}
