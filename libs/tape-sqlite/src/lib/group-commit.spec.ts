import type { TapeEvent } from '@tickertape/tape';
import { countStatements } from './counted-statements';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const note = (n: number) => ({ type: 'notes.written', data: { n } });
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

describe('group commit', () => {
  afterEach(() => jest.restoreAllMocks());

  it('writes all appends of one turn in one transaction', async () => {
    const store = await tapes.open();
    const { commits } = countStatements();
    await Promise.all(times(60, (n) => store.append(`orders/${n % 7}`, [note(n)])));
    expect(commits()).toBe(1);
  });

  it('writes many events with few statements', async () => {
    const store = await tapes.open();
    await store.append('orders/1', [note(0)]);
    const { asked } = countStatements();
    await Promise.all(times(100, (n) => store.append('orders/1', [note(n)])));
    expect(asked()).toBe(6 + (100 - 6 * 16));
  });

  it('waits for the end of a turn, not longer', async () => {
    const store = await tapes.open();
    const { commits } = countStatements();
    for (const n of times(5, Number)) {
      await store.append('orders/1', [note(n)]);
      expect(commits()).toBe(n + 1);
    }
  });

  it('tells followers once a commit, of all of it, before any append resolves', async () => {
    const store = await tapes.open();
    const log: (string | number)[] = [];
    const told: TapeEvent[] = [];
    store.follow((events) => {
      told.push(...events);
      log.push(events.length);
    });
    await Promise.all(
      times(3, (n) => store.append(`orders/${n}`, [note(n), note(n)]).then(() => log.push('resolved'))),
    );
    expect(log).toEqual([6, 'resolved', 'resolved', 'resolved']);
    expect(told).toStrictEqual(await store.read(['orders/*'], 0, 10));
  });

  it('takes some milliseconds of a turn for what is more than a commit’s worth, and then hears others', async () => {
    const store = await tapes.open();
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const turns: number[] = [];
    let inTurn = 0;
    store.follow((events) => {
      expect(events.length).toBeLessThanOrEqual(64);
      inTurn += 1;
      // Whoever hears of a commit takes a while.
      clock += 1.5;
    });
    let over = false;
    const turn = () => {
      if (inTurn > 0) turns.push(inTurn);
      inTurn = 0;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    const appended = await Promise.all(times(64 * 10, (n) => store.append('orders/1', [note(n)])));
    over = true;
    turns.push(inTurn);
    expect(turns).toEqual([3, 3, 3, 1]);
    expect(appended.map(({ events }) => events[0]?.version)).toEqual(times(64 * 10, (n) => n + 1));
  });

  it('never cuts an append, however long', async () => {
    const store = await tapes.open();
    const { commits } = countStatements();
    const sizes = await Promise.all([
      store.append('orders/1', times(1000, note)),
      store.append('orders/1', times(3, note)),
      store.append('orders/1', times(510, note)),
    ]);
    expect(sizes.map(({ events }) => events.length)).toEqual([1000, 3, 510]);
    expect(commits()).toBe(3);
  });

  it('keeps the order in which appends were called', async () => {
    const store = await tapes.open();
    await Promise.all(times(1500, (n) => store.append(`orders/${n % 3}`, [note(n)])));
    const numbers = (await store.read(['orders/*'], 0, 2000)).map(({ data }) => (data as { n: number }).n);
    expect(numbers).toEqual(times(1500, Number));
  });
});
