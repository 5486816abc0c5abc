import fs, { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Libsql from 'libsql';
import type { SqliteTapeStore } from './sqlite-tape-store';
import { temporaryTapes } from './temporary-tapes';
import { CHECKPOINT_BYTES, HOLD_BYTES } from './write-ahead-log';

const tapes = temporaryTapes();
const TEXT = 'x'.repeat(20_000);
/** What one append of these can add to the log, and the index of what was before it. */
const APPEND_BYTES = 500_000;
const sizeOf = (path: string): number => statSync(path).size;

async function append(store: SqliteTapeStore, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await store.append('feeds/long', [{ type: 'notes.written', data: { n, text: TEXT } }]);
  }
}

/** Appends until the condition holds; enough for some checkpoints. */
async function appendUntil(store: SqliteTapeStore, holds: () => boolean): Promise<void> {
  for (let n = 0; n < 1_000 && !holds(); n += 1) await append(store, 1);
  expect(holds()).toBe(true);
}

type Sync = (descriptor: number, done: (error: NodeJS.ErrnoException | null) => void) => void;

/** Lets syncs of the disk come to what `decide` says; 1 is the first from now on. */
function intercept(decide: (nth: number, pass: () => void, fail: () => void) => void): {
  readonly calls: () => number;
} {
  const real: Sync = fs.fdatasync;
  let calls = 0;
  jest.spyOn(fs, 'fdatasync').mockImplementation(((descriptor, done) => {
    calls += 1;
    decide(
      calls,
      () => real(descriptor, done),
      () => done(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })),
    );
  }) as Sync as typeof fs.fdatasync);
  return { calls: () => calls };
}

/** What another process would find after a kill, as a tape of its own. */
async function leftBy(path: string, log = '-wal'): Promise<SqliteTapeStore> {
  const copy = tapes.newPath();
  mkdirSync(dirname(copy), { recursive: true });
  for (const suffix of ['', log]) copyFileSync(path + suffix, copy + suffix);
  return tapes.open({ path: copy });
}

async function expectDense(store: SqliteTapeStore): Promise<void> {
  const { version } = await store.head('feeds/long');
  const events = await store.read(['feeds/long'], 0, 10_000);
  expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
}

describe.each(['NORMAL', 'FULL'] as const)('the log with %s', (synchronous) => {
  afterEach(() => jest.restoreAllMocks());

  it('stays small however much is appended, and the file has it all', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, synchronous });
    let largest = 0;
    for (let n = 0; n < 1_000; n += 1) {
      await append(store, 1);
      largest = Math.max(largest, sizeOf(`${path}-wal`));
    }
    expect(largest).toBeLessThanOrEqual(HOLD_BYTES + APPEND_BYTES);
    expect(sizeOf(path)).toBeGreaterThan(1_000 * TEXT.length - HOLD_BYTES - APPEND_BYTES);
    await expectDense(store);
  });

  it('never waits for the disk on the event loop in a checkpoint', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, synchronous });
    const real: Sync = fs.fdatasync;
    let turns = 0;
    jest.spyOn(fs, 'fdatasync').mockImplementation(((descriptor, done) => {
      void setImmediate().then(() => {
        turns += 1;
        real(descriptor, done);
      });
    }) as Sync as typeof fs.fdatasync);
    await appendUntil(store, () => turns >= 8);
    await expectDense(store);
  });

  it('holds appends, trims and snapshots while a disk is waited for, and reads go on', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, synchronous });
    let release = (): void => undefined;
    const { calls } = intercept((nth, pass) => (nth === 3 ? (release = pass) : pass()));
    await append(store, 1);
    const appends: Promise<void>[] = [];
    while (calls() < 3) {
      appends.push(append(store, 1));
      await setImmediate();
    }
    const left = sizeOf(`${path}-wal`);
    const writes = [
      append(store, 1),
      store.trim('feeds/long', 1),
      store.saveSnapshot('feeds/long', { seq: 1, version: 1, state: 1 }),
      store.topics({ family: 'feeds', open: true, limit: 1 }),
    ];
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect(sizeOf(`${path}-wal`)).toBe(left);
    expect(await store.read(['feeds/long'], 0, 1)).toHaveLength(1);
    release();
    await Promise.all([...writes, ...appends]);
    expect(await store.loadSnapshot('feeds/long')).toMatchObject({ state: 1 });
  });
});

describe('a checkpoint', () => {
  afterEach(() => jest.restoreAllMocks());

  it('leaves a whole tape wherever the process ends in it', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const found: Promise<SqliteTapeStore>[] = [];
    const heads: number[] = [];
    let acknowledged = 0;
    intercept((nth, pass) => {
      if (nth <= 8) {
        heads.push(acknowledged);
        found.push(leftBy(path));
      }
      pass();
    });
    await appendUntil(store, () => {
      acknowledged += 1;
      return found.length === 8;
    });
    for (const [i, left] of (await Promise.all(found)).entries()) {
      await expectDense(left);
      expect((await left.head('feeds/long')).version).toBeGreaterThanOrEqual((heads[i] ?? 0) - 1);
    }
  });

  it.each([1, 2])('that cannot sync the log (%s) is reported, loses nothing and is tried again', async (failing) => {
    const path = tapes.newPath();
    const errors: Error[] = [];
    const store = await tapes.open({ path, onError: (error) => errors.push(error) });
    const { calls } = intercept((nth, pass, fail) => (nth === failing ? fail() : pass()));
    await appendUntil(store, () => calls() >= failing + 4);
    expect(errors).toMatchObject([{ code: 'store_failed', facts: { path } }]);
    await appendUntil(store, () => sizeOf(`${path}-wal`) < CHECKPOINT_BYTES);
    await expectDense(store);
  });

  it('that finds no room in the file is reported, loses nothing and is tried again', async () => {
    const path = tapes.newPath();
    const errors: Error[] = [];
    const store = await tapes.open({ path, onError: (error) => errors.push(error) });
    const prepare = Libsql.prototype.prepare;
    const full = jest.spyOn(Libsql.prototype, 'prepare').mockImplementation(function (
      this: typeof Libsql.prototype,
      sql,
    ) {
      if (!sql.includes('PASSIVE')) return prepare.call(this, sql);
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    await appendUntil(store, () => errors.length > 1);
    expect(errors[0]).toMatchObject({ code: 'store_failed', facts: { sqlite: 'SQLITE_FULL' } });
    full.mockRestore();
    await appendUntil(store, () => sizeOf(`${path}-wal`) < CHECKPOINT_BYTES);
    await expectDense(store);
  });

  it('that cannot sync the file refuses what comes after it, and the log is kept for the next process', async () => {
    const path = tapes.newPath();
    const errors: Error[] = [];
    const store = await tapes.open({ path, onError: (error) => errors.push(error) });
    intercept((nth, pass, fail) => (nth === 3 ? fail() : pass()));
    const appending = (async () => {
      for (;;) await append(store, 1);
    })();
    await expect(appending).rejects.toMatchObject({ code: 'store_failed', facts: { path } });
    expect(errors).toHaveLength(1);
    await expect(store.trim('feeds/long', 1)).rejects.toMatchObject({ code: 'store_failed' });
    const { version } = await store.head('feeds/long');
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['tape.db', 'tape.db-wal-kept']);
    const left = await leftBy(path, '-wal-kept');
    expect(await left.head('feeds/long')).toMatchObject({ version });
    await expectDense(left);
  });

  it('is finished before the tape is closed', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const { calls } = intercept((_, pass) => pass());
    await appendUntil(store, () => calls() > 0);
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['tape.db']);
    const again = await tapes.open({ path });
    await expectDense(again);
  });
});
