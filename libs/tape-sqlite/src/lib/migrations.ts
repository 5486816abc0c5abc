import { createEpoch, TapeError } from '@tickertape/tape';
import type { Database } from './database';
import { APPLICATION_ID } from './tape-header';

/**
 * Step `n` brings a file of version `n` to version `n + 1`. A step that was released is never changed: a new one is added.
 *
 * Events are found by topic and by family through tables of their own, which are filled some time after the append: see
 * `TapeIndex`. Up to which seq they are is kept in `meta`. A topic's row outlives its events, so that versions and closure do. Open topics have an index of their own: among a
 * million finished ones, the few that are open are asked for at every start.
 */
export const STEPS: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
   CREATE TABLE families (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE topics (
     id INTEGER PRIMARY KEY,
     family INTEGER NOT NULL,
     name TEXT NOT NULL UNIQUE,
     seq INTEGER NOT NULL,
     version INTEGER NOT NULL,
     closed INTEGER NOT NULL,
     trimmed_seq INTEGER NOT NULL,
     trimmed_version INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX topics_by_family ON topics (family, name);
   CREATE INDEX open_topics ON topics (family, name) WHERE closed = 0;
   CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     topic INTEGER NOT NULL,
     family INTEGER NOT NULL,
     version INTEGER NOT NULL,
     time INTEGER NOT NULL,
     closes INTEGER NOT NULL,
     type TEXT NOT NULL,
     id TEXT,
     data TEXT NOT NULL
   ) STRICT;
   CREATE INDEX events_by_topic ON events (topic);
   CREATE INDEX events_by_family ON events (family);
   CREATE UNIQUE INDEX events_by_id ON events (topic, id) WHERE id IS NOT NULL;
   CREATE TABLE snapshots (topic TEXT PRIMARY KEY, seq INTEGER NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE topic_events (topic INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (topic, seq)) STRICT, WITHOUT ROWID;
   CREATE TABLE family_events (family INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (family, seq)) STRICT, WITHOUT ROWID;
   DROP INDEX events_by_topic;
   DROP INDEX events_by_family;`,
];

/** Brings the file to the present schema. Throws `store_failed` for the file of a newer release. */
export function migrate(db: Database, path: string): void {
  const version = schemaVersion(db);
  if (version > STEPS.length) {
    const message = `${path} was written by a newer release (schema ${version}, known are up to ${STEPS.length}): run that release`;
    throw new TapeError('store_failed', message, { path, version });
  }
  if (version === STEPS.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of STEPS.slice(version)) db.exec(step);
    if (version === 0) {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.prepare("INSERT INTO meta VALUES ('epoch', ?)").run([createEpoch()]);
    }
    db.exec(`PRAGMA user_version = ${STEPS.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function schemaVersion(db: Database): number {
  // The driver's own `pragma` with `simple` returns a row in place of the value.
  return Number((db.prepare('PRAGMA user_version').raw().get([]) as unknown[])[0]);
}
