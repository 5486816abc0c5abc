import { countStatements } from './counted-statements';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const note = { type: 'notes.written', data: {} };

describe('reading at the tail', () => {
  afterEach(() => jest.restoreAllMocks());

  it('asks the file nothing when the tape has nothing newer', async () => {
    const store = await tapes.open();
    const { events } = await store.append('orders/1', [note]);
    const { asked } = countStatements();
    expect(await store.read(['orders/1', 'orders/2', 'feeds/*'], events[0]?.seq ?? 0, 100)).toEqual([]);
    expect(asked()).toBe(0);
  });

  it('asks the file nothing when only other topics have something newer', async () => {
    const store = await tapes.open();
    const { events } = await store.append('orders/1', [note]);
    // A topic without events is remembered from the first question on.
    await store.head('orders/none');
    await store.append('feeds/1', [note]);
    const { asked } = countStatements();
    expect(await store.read(['orders/1', 'orders/none'], events[0]?.seq ?? 0, 100)).toEqual([]);
    expect(asked()).toBe(0);
  });

  it('asks once for the one of many topics that has something newer', async () => {
    const store = await tapes.open();
    const topics = Array.from({ length: 100 }, (_, n) => `orders/${n}` as const);
    await Promise.all(topics.map((topic) => store.append(topic, [note])));
    const after = await store.lastSeq();
    await store.append('orders/42', [note]);
    const { asked } = countStatements();
    expect(await store.read(topics, after, 100)).toMatchObject([{ topic: 'orders/42', version: 2 }]);
    expect(asked()).toBe(1);
  });

  it('remembers no more topics than it is told to', async () => {
    const path = tapes.newPath();
    const written = await tapes.open({ path });
    for (const n of [1, 2, 3]) await written.append(`orders/${n}`, [note]);
    await written.close();
    const store = await tapes.open({ path, cachedTopics: 2 });
    for (const n of [2, 3]) await store.head(`orders/${n}`);
    const { asked } = countStatements();
    for (const n of [2, 3, 3, 2]) expect(await store.head(`orders/${n}`)).toMatchObject({ version: 1 });
    expect(asked()).toBe(0);
    expect(await store.head('orders/1')).toMatchObject({ version: 1 });
    expect(asked()).toBe(1);
    // The one that was not asked for longest had to go.
    await store.head('orders/2');
    expect(asked()).toBe(1);
    await store.head('orders/3');
    expect(asked()).toBe(2);
  });
});
