import { news } from '@tickertape/events';
import { equal, holds, rejection } from '../check';
import type { Behaviour } from '../trial';
import { headlines } from './resuming';

export const TOPICS: readonly Behaviour[] = [
  {
    name: 'has one connection for all that is opened in a turn',
    run: async (trial) => {
      const client = trial.createClient();
      const views = ['a', 'b', 'c'].map((channel) => client.view(news, { channel }));
      await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
      equal(
        'topics',
        (await trial.streams()).map(({ topics }) => topics),
        [['news/a', 'news/b', 'news/c']],
      );
      equal('client', client.connection.phase, 'live');
    },
  },
  {
    name: 'takes up a topic at its cursor, and the others do not notice',
    run: async (trial) => {
      const client = trial.createClient();
      const first = client.view(news, { channel: 'first' });
      await trial.publish('first', 'one');
      await trial.publish('second', 'zero');
      await trial.until('one', () => first.version === 1 && first.connection.phase === 'live');
      const phases: string[] = [];
      first.subscribe(() => phases.push(first.connection.phase));
      const second = client.view(news, { channel: 'second' });
      await trial.untilStreams(2);
      await trial.publish('first', 'two');
      await trial.until('live', () => second.connection.phase === 'live' && first.version === 2);
      equal('stories', [headlines(first), headlines(second)], [['one', 'two'], ['zero']]);
      equal('phases', [...new Set(phases)], ['live']);
      const { snapshots, topics } = (await trial.streams())[1] ?? {};
      equal('request', [topics, snapshots], [['news/first', 'news/second'], ['news/second']]);
      await trial.untilOpen(1);
    },
  },
  {
    name: 'shows a topic to one more view, although it has it',
    run: async (trial) => {
      const client = trial.createClient();
      const first = client.view(news, { channel: 'a' });
      await trial.publish('a', 'one');
      await trial.until('one', () => first.version === 1 && first.connection.phase === 'live');
      const { state } = first;
      const second = client.view(news, { channel: 'a' });
      await trial.until('live', () => second.connection.phase === 'live');
      equal('stories', headlines(second), ['one']);
      holds('the first keeps its state', first.state === state);
      first.close();
      await trial.publish('a', 'two');
      await trial.until('two', () => second.version === 2);
      equal('the first', first.version, 1);
    },
  },
  {
    name: 'leaves out at its next connection what nobody wants any more, and lets go with the last',
    run: async (trial) => {
      const client = trial.createClient();
      const [first, second] = ['a', 'b'].map((channel) => client.view(news, { channel }));
      await trial.until('live', () => second?.connection.phase === 'live');
      first?.close();
      await trial.tell({ kind: 'cut' });
      await trial.untilStreams(2);
      equal('topics', (await trial.streams())[1]?.topics, ['news/b']);
      await trial.until('live', () => second?.connection.phase === 'live');
      second?.close();
      await trial.untilOpen(0);
      equal('client', client.connection.phase, 'finished');
      const again = client.view(news, { channel: 'a' });
      await trial.until('live', () => again.connection.phase === 'live');
    },
  },
  {
    name: 'has further connections for more than a hundred topics',
    run: async (trial) => {
      const client = trial.createClient();
      const views = Array.from({ length: 130 }, (_, n) => client.view(news, { channel: `${n}` }));
      await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
      const streams = await trial.streams();
      equal(
        'streams',
        streams.map(({ topics }) => topics.length),
        [100, 30],
      );
      await trial.publish('129', 'one');
      await trial.until('one', () => views[129]?.version === 1);
    },
  },
  {
    name: 'has further connections where the address of one would be too long',
    run: async (trial) => {
      const client = trial.createClient();
      const channel = (n: number): string => `${n}`.padEnd(100, '@');
      const open = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, n) => client.view(news, { channel: channel(from + n) }));
      const first = open(0, 4);
      await trial.until('live', () => first.every(({ connection }) => connection.phase === 'live'));
      const views = [...first, ...open(4, 40)];
      await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
      await trial.publish(channel(39), 'one');
      await trial.until('one', () => views[39]?.version === 1);
      const streams = await trial.streams();
      const most = Math.max(...streams.map(({ topics, snapshots }) => topics.length + snapshots.length));
      // A topic takes 312 bytes of the 6,000.
      holds(`at most 19 topics in an address: ${most}`, most <= 19);
    },
  },
  {
    name: 'has a connection for each throttle',
    run: async (trial) => {
      const client = trial.createClient();
      const views = [undefined, 4, 4].map((maxHz) => client.view(news, { channel: 'a' }, { maxHz }));
      await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
      const throttles = (await trial.streams()).map(({ query }) => query['maxHz'] ?? '');
      equal('throttles', throttles.sort(), ['', '4']);
    },
  },
  {
    name: 'gives the events of a view to a loop, which ends when the view is closed',
    run: async (trial) => {
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const versions: number[] = [];
      const loop = (async () => {
        for await (const event of view) if (versions.push(event.version) === 3) view.close();
      })();
      await trial.publish('a', 'one', 'two', 'three', 'four');
      await loop;
      equal('versions', versions, [1, 2, 3]);
    },
  },
  {
    name: 'closes a view with its signal, and a client with all that it has',
    run: async (trial) => {
      const client = trial.createClient();
      const controller = new AbortController();
      const closed = client.view(news, { channel: 'a' }, { signal: controller.signal });
      const view = client.view(news, { channel: 'b' });
      await trial.until('live', () => view.connection.phase === 'live');
      controller.abort();
      await trial.publish('a', 'one');
      await trial.publish('b', 'one');
      await trial.until('one', () => view.version === 1);
      equal('the closed view', closed.version, 0);
      const loop = client.events(['news/c'])[Symbol.asyncIterator]();
      await loop.next();
      const waiting = rejection(loop.next());
      const asked = (await trial.streams()).length;
      client.close();
      equal('code', (await waiting).code, 'closed');
      await trial.untilOpen(0);
      equal('streams', (await trial.streams()).length, asked);
      const { connection } = view;
      equal('code', connection.phase === 'failed' && connection.error.code, 'closed');
      view.retry();
      equal('after a retry', [view.connection.phase, client.connection.phase], ['failed', 'finished']);
      const late = client.events(['news/c'])[Symbol.asyncIterator]();
      equal('code', (await rejection(late.next())).code, 'closed');
      equal('then', (await late.next()).done, true);
    },
  },
];
