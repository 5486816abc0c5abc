import { news } from '@tickertape/events';
import { equal, holds } from '../check';
import type { Behaviour } from '../trial';
import { headlines } from './resuming';

/** What a proxy does that holds a stream back until it ends: the headers come, and nothing else. */
const held = { then: 'nothing' as const };
const timing = { helloTimeoutMs: 300 };

export const POLLING: readonly Behaviour[] = [
  {
    name: 'polls where streams do not get through, from its cursor, and misses nothing',
    run: async (trial) => {
      await trial.answerStreams(held, held);
      const client = trial.createClient({ timing: { ...timing, streamAgainMs: 1_000_000 } });
      const view = client.view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      holds('polling', view.connection.phase === 'live' && view.connection.polling === true);
      const connections = new Set<unknown>();
      view.subscribe(() => connections.add(view.connection));
      for (const headline of ['one', 'two', 'three']) {
        await trial.publish('a', headline);
        await trial.until(headline, () => headlines(view).at(-1) === headline);
      }
      equal('stories', headlines(view), ['one', 'two', 'three']);
      equal('connection', [...connections], [{ phase: 'live', polling: true }]);
      const streams = await trial.streams();
      const polls = streams.filter(({ query }) => query['maxStreamMs'] === '0');
      equal('the others', streams.length - polls.length, 2);
      holds('from its cursor', polls.at(-1)?.headers['last-event-id'] !== undefined);
    },
  },
  {
    name: 'takes up a topic without waiting for the next poll',
    run: async (trial) => {
      await trial.answerStreams(held, held);
      const client = trial.createClient({ timing: { ...timing, pollMs: 1_000_000 } });
      const first = client.view(news, { channel: 'a' });
      await trial.until('live', () => first.connection.phase === 'live');
      const second = client.view(news, { channel: 'b' });
      await trial.until('live', () => second.connection.phase === 'live');
    },
  },
  {
    name: 'tries a stream again after a while, and polls on when it does not get through',
    run: async (trial) => {
      await trial.answerStreams(held, held, { then: 'serve' }, held, { then: 'serve' });
      const client = trial.createClient({ timing: { ...timing, pollMs: 50, streamAgainMs: 40 } });
      const view = client.view(news, { channel: 'a' });
      await trial.until('a stream', () => view.connection.phase === 'live' && !view.connection.polling);
      await trial.untilOpen(1);
      const kinds = (await trial.streams()).map(({ query }) => query['maxStreamMs'] ?? '');
      equal('requests', kinds, ['', '', '0', '', '0', '']);
      equal('reconnects', view.reconnects, 0);
      await trial.publish('a', 'one');
      await trial.until('one', () => view.version === 1);
    },
  },
  {
    name: 'does not take a server that is away for a proxy that holds streams back',
    run: async (trial) => {
      await trial.answerStreams(held, held, held, { then: 'cut' });
      const view = trial.createClient({ timing }).view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      equal('connection', view.connection, { phase: 'live' });
    },
  },
];
