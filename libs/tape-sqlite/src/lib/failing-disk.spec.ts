import type { TapeEvent } from '@tickertape/tape';
import Libsql from 'libsql';
import type { SqliteTapeStore } from './sqlite-tape-store';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const MAX_BYTES = 1_048_576;
const note = (n: number, id?: string) => ({ type: 'notes.written', data: { n }, ...(id !== undefined && { id }) });
const long = { type: 'notes.written', data: { text: 'x'.repeat(20_000) } };

/** Lets the next COMMIT fail as a disk does, after everything was written. */
function failNextCommit(): void {
  const exec = Libsql.prototype.exec;
  let failed = false;
  jest.spyOn(Libsql.prototype, 'exec').mockImplementation(function (this: typeof Libsql.prototype, sql) {
    if (sql !== 'COMMIT' || failed) return exec.call(this, sql);
    failed = true;
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
  });
}

async function fill(store: SqliteTapeStore): Promise<unknown> {
  for (;;) {
    const refusal: unknown = await store.append('feeds/long', [long]).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal !== undefined) return refusal;
  }
}

describe('a commit that fails', () => {
  afterEach(() => jest.restoreAllMocks());

  it('rejects every append of its group with store_failed, and tells nobody', async () => {
    const store = await tapes.open();
    await store.append('orders/1', [note(0)]);
    const told: TapeEvent[] = [];
    store.follow((events) => told.push(...events));
    failNextCommit();
    const outcomes = await Promise.allSettled([
      store.append('orders/1', [note(1)]),
      store.append('orders/2', [note(2)]),
      // Refused for the head that the first one would have made.
      store.append('orders/1', [note(3)], { expectVersion: 1 }),
    ]);
    const reasons = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as unknown) : undefined,
    );
    for (const reason of reasons) {
      expect(reason).toMatchObject({ code: 'store_failed', facts: { sqlite: 'SQLITE_IOERR_WRITE' } });
    }
    expect(told).toEqual([]);
  });

  it('leaves the tape as it was, in the file and in memory', async () => {
    const store = await tapes.open();
    await store.append('orders/1', [note(0, 'kept')]);
    const before = [
      await store.head('orders/1'),
      await store.lastSeq(),
      await store.topics({ family: 'orders', limit: 9 }),
    ];
    failNextCommit();
    const failed = [
      store.append('orders/1', [note(1, 'lost')]),
      store.append('orders/2', [note(2)]),
      store.append('feeds/1', [note(3, 'lost')]),
      store.append('orders/1', [{ ...note(4), closes: true }]),
    ];
    await Promise.allSettled(failed);
    expect([
      await store.head('orders/1'),
      await store.lastSeq(),
      await store.topics({ family: 'orders', limit: 9 }),
    ]).toEqual(before);
    expect(await store.topics({ family: 'feeds', limit: 9 })).toEqual([]);
    expect(await store.head('feeds/1')).toMatchObject({ version: 0 });
    expect(await store.read(['orders/*', 'feeds/*'], 0, 9)).toHaveLength(1);
  });

  it('is in nobody’s way: the same appends succeed afterwards', async () => {
    const store = await tapes.open();
    failNextCommit();
    await Promise.allSettled([store.append('orders/1', [note(1, 'a')]), store.append('feeds/1', [note(2, 'b')])]);
    const again = [store.append('orders/1', [note(1, 'a')]), store.append('feeds/1', [note(2, 'b')])];
    expect(await Promise.all(again)).toMatchObject([
      { repeated: false, events: [{ version: 1 }] },
      { repeated: false, events: [{ version: 1 }] },
    ]);
    expect(await store.read(['orders/*'], 0, 9)).toHaveLength(1);
    expect(await store.read(['feeds/*'], 0, 9)).toHaveLength(1);
  });

  it('leaves a topic whole when a step of its trim fails', async () => {
    const store = await tapes.open();
    const { events } = await store.append('orders/1', [note(1), note(2), note(3)]);
    failNextCommit();
    await expect(store.trim('orders/1', events[1]?.seq ?? 0)).rejects.toMatchObject({ code: 'store_failed' });
    expect(await store.head('orders/1')).toMatchObject({ trimmedSeq: 0, trimmedVersion: 0 });
    expect(await store.read(['orders/1'], 0, 9)).toStrictEqual(events);
    await store.trim('orders/1', events[1]?.seq ?? 0);
    expect(await store.read(['orders/1'], 0, 9)).toStrictEqual(events.slice(2));
  });
});

describe('a full disk', () => {
  it('refuses appends with store_failed and says how to make room', async () => {
    const store = await tapes.open({ maxBytes: MAX_BYTES });
    const refusal = await fill(store);
    expect(refusal).toMatchObject({ code: 'store_failed', facts: { sqlite: 'SQLITE_FULL' } });
    expect(String(refusal)).toContain('make room, or trim topics');
  });

  it('goes on reading, and appends again after a trim', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, maxBytes: MAX_BYTES });
    await fill(store);
    const { version, seq } = await store.head('feeds/long');
    const events = await store.read(['feeds/long'], 0, 1000);
    expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
    await store.trim('feeds/long', seq);
    expect(await store.append('feeds/long', [long])).toMatchObject({ events: [{ version: version + 1 }] });
    await store.close();
    expect(await (await tapes.open({ path })).head('feeds/long')).toMatchObject({ version: version + 1 });
  });

  it('does not keep the store from closing, nor from being opened again', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, maxBytes: MAX_BYTES });
    await fill(store);
    const { version } = await store.head('feeds/long');
    await store.close();
    const again = await tapes.open({ path });
    expect(await again.append('feeds/long', [long])).toMatchObject({ events: [{ version: version + 1 }] });
  });
});
