import type { TapeEvent } from '@tickertape/tape';
import Libsql from 'libsql';
import type { SqliteTapeStore } from './sqlite-tape-store';
import { EVENTS_PER_STEP } from './tape-index';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes({ hurried: true });
const TOPICS = ['orders/1', 'orders/2', 'feeds/1'] as const;

/** Fills the topics in turn, `count` events in all, and returns them. */
async function fill(store: SqliteTapeStore, count: number): Promise<TapeEvent[]> {
  const appended = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      store.append(TOPICS[n % TOPICS.length] ?? 'orders/1', [{ type: 'notes.written', data: { n } }]),
    ),
  );
  return appended.flatMap(({ events }) => events);
}

const entries = (path: string) =>
  new Libsql(path, { readonly: true }).prepare('SELECT count(*) FROM topic_events').raw().get([]);

/** Asks in every way for events before, on and behind the place that the index has reached. */
async function expectFound(store: SqliteTapeStore, all: readonly TapeEvent[]): Promise<void> {
  const places = [0, 1, EVENTS_PER_STEP - 2, EVENTS_PER_STEP, EVENTS_PER_STEP + 5, all.length - 1];
  const limits = [1, 7, all.length];
  for (const topic of TOPICS) {
    const own = all.filter((event) => event.topic === topic);
    for (const place of places) {
      for (const limit of limits) {
        const later = own.filter(({ seq }) => seq > place).slice(0, limit);
        expect(await store.read([topic], place, limit)).toStrictEqual(later);
        const before = own.filter(({ seq }) => seq < place).reverse();
        expect(await store.readBack(topic, place, limit)).toStrictEqual(before.slice(0, limit));
      }
    }
    expect(await store.head(topic)).toMatchObject({ seq: own.at(-1)?.seq, version: own.length });
  }
  for (const place of places) {
    expect(await store.read(['orders/*', 'feeds/1'], place, 50)).toStrictEqual(all.slice(place, place + 50));
  }
}

describe('the index', () => {
  it('is behind the tape, in steps, and every event is found', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const all = await fill(store, EVENTS_PER_STEP + 1_000);
    await expectFound(store, all);
  });

  it('has everything when a tape is opened again', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const all = await fill(store, EVENTS_PER_STEP + 1_000);
    await store.close();
    const again = await tapes.open({ path });
    await expectFound(again, all);
    await again.close();
    expect(entries(path)).toEqual([all.length]);
  });

  it('knows which topics are open as soon as it is asked', async () => {
    const store = await tapes.open();
    await fill(store, 9);
    await store.append('orders/1', [{ type: 'notes.written', data: {}, closes: true }]);
    expect(await store.topics({ family: 'orders', open: true, limit: 9 })).toEqual(['orders/2']);
  });

  it('does not bring back what was trimmed before it came to it', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const all = await fill(store, 300);
    await store.trim('orders/1', all.at(-1)?.seq ?? 0);
    await store.trim('orders/2', 100);
    const rest = all.filter(({ topic, seq }) => topic === 'feeds/1' || (topic === 'orders/2' && seq > 100));
    expect(await store.read(['orders/*', 'feeds/*'], 0, 300)).toStrictEqual(rest);
    await store.close();
    const again = await tapes.open({ path });
    expect(await again.read(['orders/*', 'feeds/*'], 0, 300)).toStrictEqual(rest);
    expect(await again.head('orders/1')).toMatchObject({ version: 100, trimmedVersion: 100 });
    expect(await again.append('orders/1', [{ type: 'notes.written', data: {} }])).toMatchObject({
      events: [{ version: 101, seq: 301 }],
    });
    await again.close();
    // The last one has its entry from the next opening on.
    expect(entries(path)).toEqual([rest.length]);
  });

  it('leaves no entry of what is trimmed after it', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const all = await fill(store, EVENTS_PER_STEP + 1_000);
    for (const topic of TOPICS) await store.trim(topic, all.at(-1)?.seq ?? 0);
    expect(await store.read(['orders/*', 'feeds/*'], 0, 9)).toEqual([]);
    await store.close();
    expect(entries(path)).toEqual([0]);
  });

  it('that cannot be written keeps nothing from being appended and found, and is written later', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const exec = Libsql.prototype.exec;
    const failing = jest.spyOn(Libsql.prototype, 'exec').mockImplementation(function (
      this: typeof Libsql.prototype,
      sql,
    ) {
      if (sql === 'COMMIT' && JSON.stringify(this.prepare('SELECT * FROM topic_events').all([])) !== '[]') {
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      }
      return exec.call(this, sql);
    });
    const all = await fill(store, EVENTS_PER_STEP + 600);
    await expectFound(store, all);
    failing.mockRestore();
    all.push(...(await fill(store, EVENTS_PER_STEP)));
    const topics = await store.read(['orders/*', 'feeds/*'], 0, all.length);
    expect(topics).toStrictEqual(all);
    await store.close();
    await (await tapes.open({ path })).close();
    expect(entries(path)).toEqual([all.length]);
  });
});
