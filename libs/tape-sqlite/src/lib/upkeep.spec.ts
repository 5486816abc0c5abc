import { setImmediate } from 'node:timers/promises';
import { countStatements } from './counted-statements';
import { temporaryTapes } from './temporary-tapes';
import { Turns } from './turns';
import { Upkeep } from './upkeep';

const tapes = temporaryTapes();
const free = { held: undefined };

describe('upkeep', () => {
  afterEach(() => jest.restoreAllMocks());

  it('takes no further step in a turn after some milliseconds, in the order in which they were asked for', async () => {
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (clock += 2));
    const upkeep = new Upkeep(free, new Turns());
    const log: string[] = [];
    const done = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => upkeep.step(() => log.push(name))));
    const seen: string[] = [];
    while (log.length < 5) {
      await setImmediate();
      seen.push(log.join(''));
    }
    await done;
    expect(seen).toEqual(['ab', 'abcd', 'abcde']);
  });

  it('rejects a step that throws, and goes on with the next', async () => {
    const upkeep = new Upkeep(free, new Turns());
    const broken = upkeep.step(() => {
      throw new Error('no');
    });
    const next = upkeep.step(() => 'yes');
    await expect(broken).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('waits while nothing may be written', async () => {
    let end = (): void => undefined;
    const log: { held?: Promise<void> } = { held: new Promise((resolve) => (end = resolve)) };
    const upkeep = new Upkeep(log, new Turns());
    let taken = false;
    const step = upkeep.step(() => (taken = true));
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    expect(taken).toBe(false);
    delete log.held;
    end();
    await step;
    expect(taken).toBe(true);
  });
});

describe('many snapshots at once', () => {
  afterEach(() => jest.restoreAllMocks());
  const COUNT = 300;
  const topics = Array.from({ length: COUNT }, (_, n) => `orders/${n}` as const);

  it('are saved several in a transaction, for some milliseconds in a turn', async () => {
    const store = await tapes.open();
    const { commits } = countStatements();
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (clock += 0.25));
    const saved = topics.map((topic) => store.saveSnapshot(topic, { seq: 1, version: 1, state: { topic } }));
    expect(commits()).toBe(0);
    let before = 0;
    let most = 0;
    let over = false;
    const watching = (async () => {
      while (!over) {
        await setImmediate();
        most = Math.max(most, commits() - before);
        before = commits();
      }
    })();
    await Promise.all(saved);
    over = true;
    await watching;
    // Twelve in the 3 ms of a transaction, and two of them in the 4 ms of a turn.
    expect(commits()).toBe(Math.ceil(COUNT / 12));
    expect(most).toBe(2);
    expect(await store.loadSnapshot('orders/299')).toMatchObject({ state: { topic: 'orders/299' } });
  });

  it('are saved before close is done', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const saved = topics.map((topic) => store.saveSnapshot(topic, { seq: 1, version: 1, state: { topic } }));
    await store.close();
    await Promise.all(saved);
    const again = await tapes.open({ path });
    expect(await again.loadSnapshot('orders/299')).toMatchObject({ state: { topic: 'orders/299' } });
  });

  it('do not fail for one of them that is no JSON', async () => {
    const store = await tapes.open();
    const wrong = store.saveSnapshot('orders/1', { seq: 1, version: 1, state: 1n });
    const right = store.saveSnapshot('orders/2', { seq: 1, version: 1, state: 1 });
    await expect(wrong).rejects.toMatchObject({ code: 'store_failed' });
    await right;
    expect(await store.loadSnapshot('orders/2')).toMatchObject({ state: 1 });
  });
});
