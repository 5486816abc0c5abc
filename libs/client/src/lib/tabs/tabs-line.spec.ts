import { news } from '@tickertape/events';
import fc from 'fast-check';
import { FakeTabs } from '../../testing/fake-tabs';
import { startRoomServer, type RoomServer } from '../../testing/room-server';
import { Tab } from '../../testing/tab';
import { Trial } from '../../testing/trial';
import type { TopicHub } from '../hub/topic-hub';
import { TopicView } from '../view';

let server: RoomServer;
beforeAll(async () => void (server = await startRoomServer()));
afterAll(() => server[Symbol.asyncDispose]());

/** Lags of up to 15 ms, the same for the same seed: a linear congruential generator. */
function lagging(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 27;
  };
}

async function withTabs(count: number, run: (trial: Trial, ...tabs: Tab[]) => Promise<void>): Promise<FakeTabs> {
  const platform = new FakeTabs();
  const trial = new Trial(server.url);
  const tabs = Array.from({ length: count }, () => new Tab(platform, trial.url));
  try {
    await run(trial, ...tabs);
    expect(tabs.flatMap(({ faults }) => faults)).toEqual([]);
  } finally {
    for (const tab of tabs) tab.close();
  }
  await trial.untilOpen(0);
  return platform;
}

const all = (tabs: readonly Tab[], version: number) => () => tabs.every((tab) => tab.version('news/a') === version);

describe('tabs', () => {
  it('have one stream together, and leave no lock behind', async () => {
    const platform = await withTabs(3, async (trial, ...tabs) => {
      for (const tab of tabs) tab.follow('news/a');
      await trial.until('shown', all(tabs, 0));
      await trial.publish('a', 'one', 'two');
      await trial.until('two', all(tabs, 2));
      expect((await trial.report()).open).toBe(1);
    });
    expect(platform.held).toEqual([]);
  });

  it.each(['closed', 'crashed'])(
    'follow a whole family together, without a loss when the leader is %s',
    async (how) => {
      await withTabs(3, async (trial, first, ...others) => {
        const versions = new Map<string, number>();
        const publish = async (channel: string): Promise<void> => {
          await trial.publish(channel, 'x');
          versions.set(`news/${channel}`, (versions.get(`news/${channel}`) ?? 0) + 1);
        };
        await publish('a');
        first?.follow('news/*');
        await trial.until('shown', () => first?.has(versions) === true);
        for (const tab of others) tab.follow('news/*');
        others[0]?.follow('news/a');
        await publish('b');
        await trial.until('joined', () => others.every((tab) => tab.has(versions)));
        expect((await trial.report()).open).toBe(1);
        if (how === 'closed') first?.close();
        else first?.crash();
        await publish('a');
        await publish('born');
        await trial.until('gone on', () => others.every((tab) => tab.has(versions)));
        await trial.untilOpen(1);
      });
    },
  );

  it.each(['closed', 'crashed'])('go on without a loss or a repeat when the leader is %s', async (how) => {
    await withTabs(3, async (trial, first, ...others) => {
      for (const tab of [first, ...others]) tab?.follow('news/a');
      await trial.until('shown', all(others, 0));
      await trial.publish('a', 'one');
      await trial.until('one', all(others, 1));
      if (how === 'closed') first?.close();
      else first?.crash();
      await trial.publish('a', 'two');
      await trial.until('two', all(others, 2));
      await trial.publish('a', 'three');
      await trial.until('three', all(others, 3));
      const cursors = (await trial.streams()).map(({ headers }) => headers['last-event-id'] ?? '');
      expect(cursors.at(-1)).not.toBe('');
      await trial.untilOpen(1);
    });
  });

  it('take up each what it wants, and the others do not notice', async () => {
    await withTabs(2, async (trial, first, second) => {
      first?.follow('news/a');
      await trial.until('shown', () => first?.version('news/a') === 0);
      await trial.publish('b', 'one');
      second?.follow('news/b');
      await trial.until('shown', () => second?.version('news/b') === 1);
      await trial.publish('a', 'one');
      await trial.until('one', () => first?.version('news/a') === 1);
      expect([...(first?.seen.keys() ?? [])]).toEqual(['news/a']);
      expect((await trial.report()).open).toBe(1);
    });
  });

  it('have a stream of their own when there are more topics than one can carry', async () => {
    await withTabs(2, async (trial, first, second) => {
      for (let n = 0; n < 70; n += 1) first?.follow(`news/x${n}`);
      await trial.until('shown', () => first?.version('news/x69') === 0);
      for (let n = 0; n < 40; n += 1) second?.follow(`news/y${n}`);
      await trial.until('shown', () => second?.version('news/y39') === 0);
      await trial.publish('x0', 'one');
      await trial.publish('y0', 'one');
      await trial.until('one', () => first?.version('news/x0') === 1 && second?.version('news/y0') === 1);
      expect((await trial.report()).open).toBe(2);
    });
  });

  it('are not failed by what has failed before they came', async () => {
    await withTabs(2, async (trial, first, second) => {
      await trial.answerStreams({ status: 410 });
      const view = new TopicView(news, 'news/a', first?.hub as TopicHub, {});
      await trial.until('failed', () => view.connection.phase === 'failed');
      second?.follow('news/a');
      await trial.until('shown', () => second?.version('news/a') === 0 && view.connection.phase === 'live');
    });
  });

  it('are told alike of what is not there, and of the end', async () => {
    await withTabs(2, async (trial, ...tabs) => {
      await trial.tell({ kind: 'forbid', topics: ['orders/1'], named: true });
      const connections = tabs.map((tab) => {
        tab.follow('news/a');
        tab.follow('orders/1');
        tab.follow('orders/2');
        return tab.hub;
      });
      await trial.until('live', () => connections.every(({ connection }) => connection.phase === 'live'));
      await trial.tell({ kind: 'append', topic: 'orders/2', events: [{ type: 'orders.cancelled', data: {} }] });
      await trial.until('closed', () => tabs.every(({ seen }) => seen.get('orders/2')?.at(-1)?.type === 'tape.closed'));
    });
  });

  it('that stand still give up the lead, and go on where they were', async () => {
    await withTabs(2, async (trial, first, second) => {
      const tabs = [first, second] as Tab[];
      for (const tab of tabs) tab.follow('news/a');
      await trial.until('shown', all(tabs, 0));
      first?.hub.pause('frozen');
      await trial.publish('a', 'one');
      await trial.until('one', () => second?.version('news/a') === 1);
      second?.hub.pause('frozen');
      await trial.untilOpen(0);
      await trial.publish('a', 'two');
      first?.hub.pause(undefined);
      await trial.until('two', all(tabs, 2));
    });
  });

  it('miss nothing and repeat nothing, whatever comes and goes', async () => {
    const topic = fc.constantFrom('news/a', 'news/b', 'news/c');
    const followed = fc.oneof({ weight: 3, arbitrary: topic }, { weight: 2, arbitrary: fc.constant('news/*') });
    const op = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('publish' as const), topic }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('follow' as const), tab: fc.nat(3), followed }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('unfollow' as const), tab: fc.nat(3), followed }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('close', 'crash'), tab: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cut', 'settle') }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 20, maxLength: 80 }), fc.nat(), async (ops, seed) => {
        const platform = new FakeTabs(lagging(seed));
        const trial = new Trial(server.url);
        const tabs: (Tab | undefined)[] = [];
        const versions = new Map<string, number>();
        const living = () => tabs.filter((tab) => tab !== undefined);
        const settled = () => living().every((tab) => tab.has(versions));
        for (const each of ops) {
          const tab = 'tab' in each ? tabs[each.tab] : undefined;
          if (each.kind === 'publish') {
            versions.set(each.topic, (versions.get(each.topic) ?? 0) + 1);
            await trial.publish(each.topic.slice('news/'.length), 'x');
          } else if (each.kind === 'follow') {
            tabs[each.tab] ??= new Tab(platform, trial.url);
            if (!tabs[each.tab]?.seen.has(each.followed)) tabs[each.tab]?.follow(each.followed);
          } else if (each.kind === 'unfollow') tab?.unfollow(each.followed);
          else if (each.kind === 'cut') await trial.tell({ kind: 'cut' });
          else if (each.kind === 'settle') await trial.until('settled', settled);
          else if (tab && 'tab' in each) {
            expect(tab.faults).toEqual([]);
            if (each.kind === 'close') tab.close();
            else tab.crash();
            tabs[each.tab] = undefined;
          }
        }
        await trial.until('settled', settled);
        expect(living().flatMap(({ faults }) => faults)).toEqual([]);
        for (const tab of living()) tab.close();
        await trial.untilOpen(0);
        expect(platform.held).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
