import type { Head, StoredSnapshot, TapeEvent, TopicQuery } from '@tickertape/tape';
import type { Seq, Topic } from '@tickertape/wire';
import type { Database } from './database';
import { EVENTS_PER_STATEMENT, prepareStatements } from './statements';
import type { WriteAheadLog } from './write-ahead-log';

/** A topic that has or had events. Immutable: a change is a new one. */
export interface TopicRow {
  readonly id: number;
  readonly family: number;
  readonly name: Topic;
  readonly head: Head;
}

/** Of a topic without events. */
export const EMPTY_HEAD: Head = { seq: 0, version: 0, closed: false, trimmedSeq: 0, trimmedVersion: 0 };

/** An event as it is written. */
export type EventRow = [
  seq: Seq,
  topic: number,
  family: number,
  version: number,
  time: number,
  closes: number,
  type: string,
  id: string | null,
  data: string,
];
export type EventSize = [seq: Seq, bytes: number];

type EventColumns = [
  seq: number,
  version: number,
  type: string,
  time: number,
  data: string,
  id: string | null,
  closes: number,
  topic?: Topic,
];
type TopicColumns = [id: number, family: number, ...head: [number, number, number, number, number]];

/** The key in `meta`. */
const INDEXED_SEQ = 'indexed_seq';

/** Every statement of the store and the shape of its rows. Nothing is decided or remembered here. */
export class TapeRows {
  private readonly statements: ReturnType<typeof prepareStatements>;

  /** @param log is asked before every transaction and told after it. */
  constructor(
    private readonly db: Database,
    private readonly log?: WriteAheadLog,
  ) {
    this.statements = prepareStatements(db);
  }

  /** Runs `work` in one transaction: all of it is on the tape, or, when it throws, nothing. */
  transaction<T>(work: () => T): T {
    this.log?.assertWritable();
    // Faster than prepared statements, and the driver's own `transaction` fails when SQLite has rolled back already.
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      this.log?.grown();
      return result;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  meta(key: string): unknown {
    return (this.statements.meta.get([key]) as [unknown] | undefined)?.[0];
  }

  saveMeta(key: string, value: string | number | null): void {
    this.statements.saveMeta.run([key, value]);
  }

  families(): Map<string, number> {
    return new Map(this.statements.families.all([]) as [string, number][]);
  }

  addFamily(id: number, name: string): void {
    this.statements.addFamily.run([id, name]);
  }

  lastTopicId(): number {
    return (this.statements.lastTopicId.get([]) as [number])[0];
  }

  topic(name: Topic): TopicRow | undefined {
    const row = this.statements.topic.get([name]) as TopicColumns | undefined;
    if (!row) return undefined;
    const [id, family, seq, version, closed, trimmedSeq, trimmedVersion] = row;
    return { id, family, name, head: { seq, version, closed: closed === 1, trimmedSeq, trimmedVersion } };
  }

  saveTopic({ id, family, name, head }: TopicRow): void {
    const { seq, version, closed, trimmedSeq, trimmedVersion } = head;
    this.statements.saveTopic.run([id, family, name, seq, version, closed ? 1 : 0, trimmedSeq, trimmedVersion]);
  }

  topics(family: number, { open, after = '' as Topic, limit }: TopicQuery): Topic[] {
    const rows = this.statements[open ? 'openTopics' : 'topics'].all([family, after, limit]) as [Topic][];
    return rows.map(([name]) => name);
  }

  lastEvent(): { readonly seq: Seq; readonly time: number } | undefined {
    const row = this.statements.lastEvent.get([]) as [number, number] | undefined;
    return row && { seq: row[0], time: row[1] };
  }

  /** Adds events in the order of their seqs. */
  addEvents(events: readonly EventRow[]): void {
    let next = 0;
    for (; next + EVENTS_PER_STATEMENT <= events.length; next += EVENTS_PER_STATEMENT) {
      this.statements.addEvents.run(events.slice(next, next + EVENTS_PER_STATEMENT).flat());
    }
    for (const event of events.slice(next)) this.statements.addEvent.run(event);
  }

  eventById(topic: TopicRow, id: string): TapeEvent | undefined {
    return toEvents(this.statements.eventById.all([topic.id, id]), topic.name)[0];
  }

  eventsOfTopic(topic: TopicRow, after: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.eventsOfTopic.all([topic.id, after, limit]), topic.name);
  }

  eventsOfFamily(family: number, after: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.eventsOfFamily.all([family, after, limit]));
  }

  eventsBefore(topic: TopicRow, before: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.eventsBefore.all([topic.id, before, limit]), topic.name);
  }

  /** As `eventsOfTopic`, by looking at every event after `after`. */
  newestOfTopic(topic: TopicRow, after: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.newestOfTopic.all([after, topic.id, limit]), topic.name);
  }

  /** As `eventsOfFamily`, by looking at every event after `after`. */
  newestOfFamily(family: number, after: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.newestOfFamily.all([after, family, limit]));
  }

  /** As `eventsBefore`, by looking at every event after `after`. */
  newestBefore(topic: TopicRow, after: Seq, before: Seq, limit: number): TapeEvent[] {
    return toEvents(this.statements.newestBefore.all([after, before, topic.id, limit]), topic.name);
  }

  /** Up to this seq events have their entries. */
  indexedSeq(): Seq {
    return Number(this.meta(INDEXED_SEQ) ?? 0);
  }

  /** Of the topic's events after `after` up to `upTo`, the oldest `limit`: where each is and how much it carries, without reading that. */
  sizesOfTopic(topic: TopicRow, after: Seq, upTo: Seq, limit: number): EventSize[] {
    return this.statements.sizesOfTopic.all([topic.id, after, upTo, limit]) as EventSize[];
  }

  /** As `sizesOfTopic`, by looking at every event after `after`. */
  newestSizesOfTopic(topic: TopicRow, after: Seq, upTo: Seq, limit: number): EventSize[] {
    return this.statements.newestSizesOfTopic.all([after, upTo, topic.id, limit]) as EventSize[];
  }

  /** Counts them by looking at each. */
  countEventsAfter(seq: Seq): number {
    return (this.statements.countEventsAfter.get([seq]) as [number])[0];
  }

  /** The topics of the events after `after` up to `upTo`, in the order of their ids. */
  topicsBetween(after: Seq, upTo: Seq): number[] {
    return (this.statements.topicsBetween.all([after, upTo]) as [number][]).map(([id]) => id);
  }

  /** Writes the entries of those events that are of the topics with ids from `first` to `last`, and the heads of these. */
  indexTopics(after: Seq, upTo: Seq, first: number, last: number): void {
    this.statements.indexTopics.run([after, upTo, first, last]);
    this.statements.writeHeads.run([after, upTo, first, last]);
  }

  /** To be called when those events have their entries by topic: writes those by family. */
  finishIndex(after: Seq, upTo: Seq): void {
    this.statements.indexFamilies.run([after, upTo]);
    this.saveMeta(INDEXED_SEQ, upTo);
  }

  /** Drops the topic's events after its trimmed ones up to `upTo`, entries and all. */
  dropEvents({ id, family, head }: TopicRow, upTo: Seq): void {
    const range = [head.trimmedSeq, upTo];
    const { dropIndexed, dropNewest, dropFamilyEntries, dropTopicEntries } = this.statements;
    const indexed = this.indexedSeq();
    if (upTo > indexed) dropNewest.run([Math.max(head.trimmedSeq, indexed), upTo, id]);
    dropIndexed.run([id, ...range]);
    dropFamilyEntries.run([family, id, ...range]);
    dropTopicEntries.run([id, ...range]);
  }

  snapshot(topic: Topic): StoredSnapshot | undefined {
    const row = this.statements.snapshot.get([topic]) as [string] | undefined;
    return row && (JSON.parse(row[0]) as StoredSnapshot);
  }

  saveSnapshot(topic: Topic, seq: Seq, snapshot: string): void {
    this.statements.saveSnapshot.run([topic, seq, snapshot]);
  }
}

/** @param name the topic, where the rows do not carry it: that of a new topic has no row until the end of its first append. */
function toEvents(rows: unknown[], name?: Topic): TapeEvent[] {
  return (rows as EventColumns[]).map(([seq, version, type, time, data, id, closes, topic = name]) => ({
    seq,
    topic: topic as Topic,
    version,
    type,
    time,
    data: JSON.parse(data) as object,
    ...(id !== null && { id }),
    ...(closes === 1 && { closes: true as const }),
  }));
}
