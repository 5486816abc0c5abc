import { randomInt } from 'node:crypto';
import type { TapeEvent } from '@tickertape/tape';
import Libsql from 'libsql';
import { TOPICS, type BatchData, type ChildLine } from './crash/batches';
import { buildChild, runAndKill, type KillMoment } from './crash/run-and-kill';
import type { SqliteTapeStore } from './sqlite-tape-store';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const ALL = 1_000_000;

type Appended = Extract<ChildLine, { kind: 'appended' }>;

/** Mostly in the middle of the work, sometimes in its first moments, sometimes while the tape is opened. */
function drawMoment(): KillMoment {
  const acknowledged = randomInt(8) === 0 ? randomInt(3) : randomInt(1, 250);
  return { acknowledged, turns: randomInt(40) };
}

/** The events of one topic by their batches, in the order of the tape. */
function byBatch(events: readonly TapeEvent[]): { readonly first: TapeEvent; readonly batch: readonly BatchData[] }[] {
  const batches = new Map<number, { first: TapeEvent; batch: BatchData[] }>();
  for (const event of events) {
    const data = event.data as BatchData;
    const known = batches.get(data.number);
    if (known) known.batch.push(data);
    else batches.set(data.number, { first: event, batch: [data] });
  }
  return [...batches.values()];
}

async function expectSoundTopic(store: SqliteTapeStore, topic: (typeof TOPICS)[number], acknowledged: Appended[]) {
  const events = await store.read([topic], 0, ALL);
  const { version, seq, trimmedVersion } = await store.head(topic);
  if (topic !== TOPICS[0]) expect(trimmedVersion).toBe(0);
  // Dense, and the head is where the events end.
  expect(events.map((event) => event.version)).toEqual(events.map((_, i) => trimmedVersion + 1 + i));
  expect(trimmedVersion + events.length).toBe(version);
  if (events.length > 0) expect(events.at(-1)?.seq).toBe(seq);
  // Each id once.
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  // No half batch; a trim may have ended in the middle of the first one.
  for (const { first, batch } of byBatch(events)) {
    const start = first.version === trimmedVersion + 1 ? (batch[0]?.index ?? 0) : 0;
    const size = batch[0]?.size ?? 0;
    expect(batch.map(({ index }) => index)).toEqual(Array.from({ length: size - start }, (_, i) => start + i));
  }
  // Everything that was acknowledged, where it was said to be.
  const ids = new Map(events.map((event) => [event.version, event.id]));
  const missing = acknowledged
    .filter(({ number }) => TOPICS[number % TOPICS.length] === topic)
    .flatMap(({ number, versions }) => versions.map((at, index) => ({ at, id: `${number}.${index}` })))
    .filter(({ at, id }) => at > trimmedVersion && ids.get(at) !== id);
  expect(missing).toEqual([]);
  const snapshot = await store.loadSnapshot(topic);
  if (snapshot) expect(snapshot.state).toEqual({ number: snapshot.seq });
}

async function expectSoundTape(path: string, epoch: string, acknowledged: Appended[]): Promise<void> {
  const store = await tapes.open({ path });
  expect(store.epoch).toBe(epoch);
  const all = await store.read(TOPICS, 0, ALL);
  expect(all.filter((event, i) => event.seq <= (all[i - 1]?.seq ?? 0))).toEqual([]);
  expect(all.filter((event, i) => event.time < (all[i - 1]?.time ?? 0))).toEqual([]);
  for (const topic of TOPICS) await expectSoundTopic(store, topic, acknowledged);
  await store.close();
  const db = new Libsql(path);
  expect(db.prepare('PRAGMA integrity_check').raw().all([])).toEqual([['ok']]);
  db.close();
}

describe('a process that is killed while it appends', () => {
  beforeAll(buildChild);

  it.each([
    { synchronous: 'NORMAL', kills: 24 },
    { synchronous: 'FULL', kills: 6 },
  ] as const)(
    'loses nothing acknowledged and leaves nothing half done, $kills times with $synchronous',
    async ({ synchronous, kills }) => {
      const path = tapes.newPath();
      const acknowledged: Appended[] = [];
      const done = new Set<number>();
      let epoch = '';
      let from = 0;
      for (let kill = 1; kill <= kills; kill += 1) {
        const lines = await runAndKill({ path, from, synchronous }, drawMoment());
        for (const line of lines) {
          if (line.kind === 'open') {
            epoch ||= line.epoch;
            expect(line.epoch).toBe(epoch);
          } else if (line.kind === 'appended') {
            acknowledged.push(line);
            done.add(line.number);
          }
        }
        // The next child appends again what may or may not be there, and some that certainly is.
        while (done.has(from)) from += 1;
        // Not after each kill: opening and closing mends the file, and a crashed child must find what a crashed one left.
        if (epoch !== '' && kill % 3 === 0) await expectSoundTape(path, epoch, acknowledged);
      }
      await expectSoundTape(path, epoch, acknowledged);
      expect(done.size).toBeGreaterThan(100);
    },
    120_000,
  );
});
