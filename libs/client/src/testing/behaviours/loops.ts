import type { TapeMessage } from '../../index';
import { equal, holds, rejection } from '../check';
import { brief, type Behaviour } from '../trial';

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

export const LOOPS: readonly Behaviour[] = [
  {
    name: 'loops over snapshots, events and ends, with a cursor that goes on from there',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const client = trial.createClient();
      const seen: TapeMessage[] = [];
      for await (const message of client.events(['news/a', 'orders/42'])) {
        seen.push(message);
        if (brief(message) === 'tape.snapshot orders/42 0') {
          await trial.tell({ kind: 'append', topic: 'orders/42', events: [{ type: 'orders.cancelled', data: {} }] });
          await trial.publish('a', 'two');
        }
        if (brief(message) === 'news.published news/a 2') break;
      }
      equal('messages', seen.map(brief), [
        'tape.snapshot news/a 1',
        'tape.snapshot orders/42 0',
        'orders.cancelled orders/42 1',
        'tape.closed orders/42',
        'news.published news/a 2',
      ]);
      await trial.untilOpen(0);
      await trial.publish('a', 'three');
      for await (const message of client.events(['news/a'], { after: seen.at(-1)?.cursor })) {
        equal('next', brief(message), 'news.published news/a 3');
        break;
      }
    },
  },
  {
    name: 'loops from the start of what is retained',
    run: async (trial) => {
      await trial.publish('a', 'one', 'two');
      const versions: unknown[] = [];
      for await (const message of trial.createClient().events(['news/a'], { after: 'start' })) {
        versions.push('version' in message && message.version);
        if (versions.length === 2) break;
      }
      equal('versions', versions, [1, 2]);
    },
  },
  {
    name: 'tells a loop how many events it has missed when a version is missing',
    run: async (trial) => {
      const seen: TapeMessage[] = [];
      for await (const message of trial.createClient().events(['news/a'])) {
        seen.push(message);
        if (seen.length === 1) {
          await trial.untilOpen(1);
          const lost = { type: 'news.published', data: { storyId: '1', headline: 'lost' } };
          await trial.tell({ kind: 'lose', topic: 'news/a', events: [lost] });
          await trial.publish('a', 'seen');
        }
        if (seen.length === 3) break;
      }
      equal('messages', seen.map(brief), ['tape.snapshot news/a 0', 'tape.gap news/a', 'tape.snapshot news/a 2']);
      holds('it says how many', seen[1]?.type === 'tape.gap' && seen[1].missed === 2 && seen[1].reason === 'lost');
    },
  },
  {
    name: 'loses nothing for a loop that is slower than the stream',
    run: async (trial) => {
      const versions: number[] = [];
      const client = trial.createClient();
      const loop = client.events(['news/a'])[Symbol.asyncIterator]();
      await loop.next();
      await trial.publish('a', ...numbers(1, 1_500));
      await trial.until('it got off', async () => (await trial.report()).open === 0);
      await trial.publish('a', ...numbers(1_501, 2_600));
      while (versions.at(-1) !== 2_600) {
        const { value } = await loop.next();
        if (value && 'version' in value) versions.push(value.version);
      }
      equal('versions', versions, numbers(1, 2_600).map(Number));
      await loop.return?.();
    },
  },
  {
    name: 'ends a loop with its signal, and throws what has failed',
    run: async (trial) => {
      const client = trial.createClient();
      const controller = new AbortController();
      let count = 0;
      for await (const _ of client.events(['news/a'], { signal: controller.signal })) {
        count += 1;
        controller.abort();
      }
      equal('messages', count, 1);
      await trial.untilOpen(0);
      await trial.tell({ kind: 'forbid', topics: ['orders/1'], named: true });
      const error = await rejection(client.events(['orders/1'])[Symbol.asyncIterator]().next());
      equal('code', error.code, 'topic_not_found');
      const waiting = rejection(
        client
          .events(['news/a', 'news/b'])
          [Symbol.asyncIterator]()
          .next()
          .then(() => trial.untilOpen(0)),
      );
      client.close();
      equal('code', (await waiting).code, 'closed');
    },
  },
  {
    name: 'goes on over a cut in a loop over several topics, each version once',
    run: async (trial) => {
      const client = trial.createClient();
      const seen: string[] = [];
      for await (const message of client.events(['news/a', 'news/b'])) {
        seen.push(brief(message));
        if (seen.length === 2 || seen.length === 4) {
          await trial.tell({ kind: 'cut' });
          await trial.publish('a', `${seen.length}`);
          await trial.publish('b', `${seen.length}`);
        }
        if (seen.length === 6) break;
      }
      equal('messages', seen, [
        'tape.snapshot news/a 0',
        'tape.snapshot news/b 0',
        'news.published news/a 1',
        'news.published news/b 1',
        'news.published news/a 2',
        'news.published news/b 2',
      ]);
    },
  },
];
