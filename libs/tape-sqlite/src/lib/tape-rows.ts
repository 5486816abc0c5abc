import type { Head, StoredSnapshot, TapeEvent, TopicQuery } from '@tickertape/tape';
import type { Seq, Topic } from '@tickertape/wire';
import type { Database } from './database';

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
const EVENT_PLACES = '(?, ?, ?, ?, ?, ?, ?, ?, ?)';
/** One statement with many rows takes a third less time than one a row. */
const EVENTS_PER_STATEMENT = 16;

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

const EVENT = 'SELECT seq, version, type, time, data, id, closes';
const TOPIC_NAME = '(SELECT name FROM topics WHERE topics.id = events.topic)';
const TOPIC_SEQS = 'SELECT seq FROM topic_events WHERE topic = ? AND seq > ? AND seq <= ?';
/** The key in `meta`. */
const INDEXED_SEQ = 'indexed_seq';

/** Every statement of the store and the shape of its rows. Nothing is decided or remembered here. */
export class TapeRows {
  private readonly statements: ReturnType<typeof prepareAll>;

  constructor(private readonly db: Database) {
    this.statements = prepareAll(db);
  }

  /** Runs `work` in one transaction: all of it is on the tape, or, when it throws, nothing. */
  transaction<T>(work: () => T): T {
    // Faster than prepared statements, and the driver's own `transaction` fails when SQLite has rolled back already.
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
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

  /** Counts them by looking at each. */
  countEventsAfter(seq: Seq): number {
    return (this.statements.countEventsAfter.get([seq]) as [number])[0];
  }

  /** Writes the entries of the events after `after` up to `upTo`, and the heads of their topics. */
  indexEvents(after: Seq, upTo: Seq): void {
    this.statements.indexTopics.run([after, upTo]);
    this.statements.indexFamilies.run([after, upTo]);
    this.statements.writeHeads.run([after, upTo]);
    this.saveMeta(INDEXED_SEQ, upTo);
  }

  /** Drops the topic's events after its trimmed ones up to `upTo`, entries and all. */
  dropEvents({ id, family, head }: TopicRow, upTo: Seq): void {
    const range = [head.trimmedSeq, upTo];
    const { dropIndexed, dropNewest, dropFamilyEntries, dropTopicEntries } = this.statements;
    dropNewest.run([...range, this.indexedSeq(), id]);
    dropIndexed.run([id, ...range]);
    dropFamilyEntries.run([family, id, ...range]);
    dropTopicEntries.run([id, ...range]);
  }

  snapshot(topic: Topic): StoredSnapshot | undefined {
    const row = this.statements.snapshot.get([topic]) as [string] | undefined;
    return row && (JSON.parse(row[0]) as StoredSnapshot);
  }

  saveSnapshot(topic: Topic, snapshot: StoredSnapshot): void {
    this.statements.saveSnapshot.run([topic, snapshot.seq, JSON.stringify(snapshot)]);
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

function prepareAll(db: Database) {
  const rows = (sql: string) => db.prepare(sql).raw();
  return {
    meta: rows('SELECT value FROM meta WHERE key = ?'),
    saveMeta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    families: rows('SELECT name, id FROM families'),
    addFamily: db.prepare('INSERT INTO families VALUES (?, ?)'),
    lastTopicId: rows('SELECT coalesce(max(id), 0) FROM topics'),
    topic: rows('SELECT id, family, seq, version, closed, trimmed_seq, trimmed_version FROM topics WHERE name = ?'),
    saveTopic: db.prepare(
      `INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq,
         version = excluded.version, closed = excluded.closed, trimmed_seq = excluded.trimmed_seq,
         trimmed_version = excluded.trimmed_version`,
    ),
    topics: rows('SELECT name FROM topics WHERE family = ? AND name > ? ORDER BY name LIMIT ?'),
    openTopics: rows('SELECT name FROM topics WHERE family = ? AND name > ? AND closed = 0 ORDER BY name LIMIT ?'),
    lastEvent: rows('SELECT seq, time FROM events ORDER BY seq DESC LIMIT 1'),
    addEvent: db.prepare(`INSERT INTO events VALUES ${EVENT_PLACES}`),
    addEvents: db.prepare(`INSERT INTO events VALUES ${Array(EVENTS_PER_STATEMENT).fill(EVENT_PLACES).join()}`),
    eventById: rows(`${EVENT} FROM events WHERE topic = ? AND id = ?`),
    eventsOfTopic: rows(
      `${EVENT} FROM topic_events JOIN events USING (seq) WHERE topic_events.topic = ? AND seq > ? ORDER BY seq LIMIT ?`,
    ),
    eventsOfFamily: rows(
      `${EVENT}, ${TOPIC_NAME} FROM family_events JOIN events USING (seq) WHERE family_events.family = ? AND seq > ?
       ORDER BY seq LIMIT ?`,
    ),
    eventsBefore: rows(
      `${EVENT} FROM topic_events JOIN events USING (seq) WHERE topic_events.topic = ? AND seq < ?
       ORDER BY seq DESC LIMIT ?`,
    ),
    newestOfTopic: rows(`${EVENT} FROM events WHERE seq > ? AND topic = ? ORDER BY seq LIMIT ?`),
    newestOfFamily: rows(`${EVENT}, ${TOPIC_NAME} FROM events WHERE seq > ? AND family = ? ORDER BY seq LIMIT ?`),
    newestBefore: rows(`${EVENT} FROM events WHERE seq > ? AND seq < ? AND topic = ? ORDER BY seq DESC LIMIT ?`),
    countEventsAfter: rows('SELECT count(*) FROM events WHERE seq > ?'),
    // In the order of the entries, so that each page of them is written once.
    indexTopics: db.prepare(
      'INSERT INTO topic_events SELECT topic, seq FROM events WHERE seq > ? AND seq <= ? ORDER BY topic, seq',
    ),
    indexFamilies: db.prepare(
      'INSERT INTO family_events SELECT family, seq FROM events WHERE seq > ? AND seq <= ? ORDER BY family, seq',
    ),
    // Beside `max`, SQLite takes the other columns from the row that has the maximum.
    writeHeads: db.prepare(
      `UPDATE topics SET seq = last.seq, version = last.version, closed = last.closes
       FROM (SELECT topic, max(seq) AS seq, version, closes FROM events WHERE seq > ? AND seq <= ? GROUP BY topic) AS last
       WHERE topics.id = last.topic`,
    ),
    dropNewest: db.prepare('DELETE FROM events WHERE seq > ? AND seq <= ? AND seq > ? AND topic = ?'),
    dropIndexed: db.prepare(`DELETE FROM events WHERE seq IN (${TOPIC_SEQS})`),
    dropFamilyEntries: db.prepare(`DELETE FROM family_events WHERE family = ? AND seq IN (${TOPIC_SEQS})`),
    dropTopicEntries: db.prepare('DELETE FROM topic_events WHERE topic = ? AND seq > ? AND seq <= ?'),
    snapshot: rows('SELECT snapshot FROM snapshots WHERE topic = ?'),
    // One statement decides, so that an older snapshot never wins, whoever is first.
    saveSnapshot: db.prepare(
      `INSERT INTO snapshots VALUES (?, ?, ?) ON CONFLICT (topic) DO UPDATE SET seq = excluded.seq,
         snapshot = excluded.snapshot WHERE excluded.seq >= seq`,
    ),
  };
}
