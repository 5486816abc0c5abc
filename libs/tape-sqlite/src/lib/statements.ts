import type { Database } from './database';

const EVENT = 'SELECT seq, version, type, time, data, id, closes';
const TOPIC_NAME = '(SELECT name FROM topics WHERE topics.id = events.topic)';
const TOPIC_SEQS = 'SELECT seq FROM topic_events WHERE topic = ? AND seq > ? AND seq <= ?';
const EVENT_PLACES = '(?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** One statement with many rows takes a third less time than one a row. */
export const EVENTS_PER_STATEMENT = 16;

/** All statements of the store, prepared once. */
export function prepareStatements(db: Database) {
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
    sizesOfTopic: rows(
      `SELECT seq, octet_length(data) FROM topic_events JOIN events USING (seq)
       WHERE topic_events.topic = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    ),
    newestSizesOfTopic: rows(
      'SELECT seq, octet_length(data) FROM events WHERE seq > ? AND seq <= ? AND topic = ? ORDER BY seq LIMIT ?',
    ),
    countEventsAfter: rows('SELECT count(*) FROM events WHERE seq > ?'),
    topicsBetween: rows('SELECT DISTINCT topic FROM events WHERE seq > ? AND seq <= ? ORDER BY topic'),
    // In the order of the entries, so that each page of them is written once. Some are there already after a crash.
    indexTopics: db.prepare(
      `INSERT OR IGNORE INTO topic_events SELECT topic, seq FROM events
       WHERE seq > ? AND seq <= ? AND +topic BETWEEN ? AND ? ORDER BY topic, seq`,
    ),
    indexFamilies: db.prepare(
      'INSERT INTO family_events SELECT family, seq FROM events WHERE seq > ? AND seq <= ? ORDER BY family, seq',
    ),
    // Beside `max`, SQLite takes the other columns from the row that has the maximum.
    writeHeads: db.prepare(
      `UPDATE topics SET seq = last.seq, version = last.version, closed = last.closes
       FROM (SELECT topic, max(seq) AS seq, version, closes FROM events
             WHERE seq > ? AND seq <= ? AND +topic BETWEEN ? AND ? GROUP BY topic) AS last
       WHERE topics.id = last.topic`,
    ),
    dropNewest: db.prepare('DELETE FROM events WHERE seq > ? AND seq <= ? AND topic = ?'),
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
