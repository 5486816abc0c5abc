import { matches, news } from '@tickertape/events';
import type { TapeMessage } from '../../index';
import { equal } from '../check';
import { brief, record, type Behaviour, type Trial } from '../trial';
import { headlines } from './resuming';

/** What a loop has seen is whole: each topic shown at most once, then every version once, and nothing told of a loss. */
function expectWhole(messages: readonly TapeMessage[]): void {
  const reached = new Map<string, number>();
  for (const message of messages) {
    const { type, topic = '' } = message;
    if (!('version' in message)) throw new Error(`a loop that lost nothing was told ${type} ${topic}`);
    const known = reached.get(topic);
    if (type === 'tape.snapshot') equal(`of ${topic} it had`, known, undefined);
    else equal(`version of ${topic}`, message.version, (known ?? 0) + 1);
    reached.set(topic, message.version);
  }
}

const seen = (trial: Trial, messages: readonly TapeMessage[], text: string) =>
  trial.until(text, () => messages.some((message) => brief(message) === text));

const kickOff = { type: 'matches.kicked_off', data: {} };
const abandoned = { type: 'matches.abandoned', data: { reason: 'Thunderstorm.' } };

export const FAMILIES: readonly Behaviour[] = [
  {
    name: 'has one connection for views and for loops over whole families',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const client = trial.createClient();
      const view = client.view(news, { channel: 'a' });
      const [stories, all] = [record(client, ['news/*']), record(client, ['matches/*', 'news/*'])];
      await trial.until('live', () => view.connection.phase === 'live');
      await trial.tell({ kind: 'append', topic: 'matches/1', events: [kickOff] });
      await trial.publish('b', 'two');
      await seen(trial, stories, 'news.published news/b 1');
      await seen(trial, all, 'news.published news/b 1');
      equal('stories', stories.map(brief), ['tape.snapshot news/a 1', 'news.published news/b 1']);
      equal('all', all.map(brief), [
        'tape.snapshot news/a 1',
        'matches.kicked_off matches/1 1',
        'news.published news/b 1',
      ]);
      equal('open', (await trial.report()).open, 1);
    },
  },
  {
    name: 'shows a whole family to a loop that joins, and the others neither notice nor lose anything',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const client = trial.createClient();
      const view = client.view(news, { channel: 'a' });
      const first = record(client, ['news/*']);
      await seen(trial, first, 'tape.snapshot news/a 1');
      await trial.publish('b', 'one');
      await trial.until('live', () => view.version === 1 && view.connection.phase === 'live');
      await seen(trial, first, 'news.published news/b 1');
      const phases: string[] = [];
      view.subscribe(() => phases.push(view.connection.phase));
      const asked = (await trial.streams()).length;
      const second = record(client, ['news/*']);
      equal('client', client.connection.phase, 'connecting');
      for (let n = 2; n <= 20; n += 1) await trial.publish('ab'[n % 2] ?? 'a', `${n}`);
      await trial.publish('born', 'one');
      for (const loop of [first, second]) await seen(trial, loop, 'news.published news/born 1');
      expectWhole(first);
      expectWhole(second);
      equal(
        'snapshots',
        second.slice(0, 2).map(({ type, topic }) => [type, topic]),
        [
          ['tape.snapshot', 'news/a'],
          ['tape.snapshot', 'news/b'],
        ],
      );
      equal('phases', [...new Set(phases)], ['live']);
      equal('client', client.connection.phase, 'live');
      const streams = await trial.streams();
      equal('streams', streams.length, asked + 1);
      equal('request', [streams.at(-1)?.topics, streams.at(-1)?.snapshots], [['news/a', 'news/*'], ['news/*']]);
      await trial.untilOpen(1);
    },
  },
  {
    name: 'goes on over cuts in a loop over a whole family, also when it is cut between its snapshots',
    run: async (trial) => {
      for (const channel of ['a', 'b', 'c']) await trial.publish(channel, 'one');
      const client = trial.createClient();
      const view = client.view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const snapshot = { topic: 'news/a', version: 1, state: { id: 'a', stories: [] } };
      const hello = 'id: e1-3\nevent: tape.hello\ndata: {"heartbeatMs":1000}\n\n';
      const text = `${hello}id: e1-3\nevent: tape.snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`;
      await trial.answerStreams({ text, then: 'cut' });
      const loop = record(client, ['news/*']);
      await seen(trial, loop, 'tape.snapshot news/c 1');
      for (const channel of ['a', 'b', 'c', 'd']) {
        await trial.tell({ kind: 'cut' });
        await trial.publish(channel, 'more');
      }
      await seen(trial, loop, 'news.published news/d 1');
      expectWhole(loop);
      equal('shown', loop.filter(({ type }) => type === 'tape.snapshot').length, 3);
    },
  },
  {
    name: 'asks for a snapshot of the one topic of a whole family of which a version is missing',
    run: async (trial) => {
      await trial.publish('torn', 'one');
      await trial.publish('whole', 'one');
      const client = trial.createClient();
      const loop = record(client, ['news/*']);
      await seen(trial, loop, 'tape.snapshot news/whole 1');
      await trial.untilOpen(1);
      const lost = { type: 'news.published', data: { storyId: 'l', headline: 'lost' } };
      await trial.tell({ kind: 'lose', topic: 'news/torn', events: [lost] });
      await trial.publish('torn', 'seen');
      await seen(trial, loop, 'tape.snapshot news/torn 3');
      await trial.publish('torn', 'next');
      await trial.publish('whole', 'next');
      await seen(trial, loop, 'news.published news/whole 2');
      equal('messages', loop.slice(2).map(brief), [
        'tape.gap news/torn',
        'tape.snapshot news/torn 3',
        'news.published news/torn 4',
        'news.published news/whole 2',
      ]);
      equal('snapshots', (await trial.streams()).at(-1)?.snapshots, ['news/torn']);
    },
  },
  {
    name: 'has one connection for all that is throttled alike, whole families too',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const client = trial.createClient();
      const loops = [4, 4, undefined].map((maxHz) => record(client, ['news/*'], { maxHz }));
      const view = client.view(news, { channel: 'a' }, { maxHz: 4 });
      await trial.until('live', () => view.connection.phase === 'live');
      for (const loop of loops) await seen(trial, loop, 'tape.snapshot news/a 1');
      await trial.untilOpen(2);
      const throttles = (await trial.streams()).map(({ query }) => query['maxHz'] ?? '');
      equal('throttles', [...new Set(throttles)].sort(), ['', '4']);
    },
  },
  {
    name: 'tells the end of a topic of a whole family once, however often it reconnects',
    run: async (trial) => {
      const client = trial.createClient();
      await trial.tell({ kind: 'append', topic: 'matches/1', events: [kickOff] });
      const loop = record(client, ['matches/*']);
      await seen(trial, loop, 'tape.snapshot matches/1 1');
      await trial.tell({ kind: 'append', topic: 'matches/1', events: [abandoned] });
      await seen(trial, loop, 'tape.closed matches/1');
      const view = client.view(matches, { matchId: '1' });
      await trial.until('finished', () => view.connection.phase === 'finished');
      await trial.tell({ kind: 'cut' });
      await trial.tell({ kind: 'append', topic: 'matches/2', events: [kickOff] });
      await seen(trial, loop, 'matches.kicked_off matches/2 1');
      equal('messages', loop.map(brief), [
        'tape.snapshot matches/1 1',
        'matches.abandoned matches/1 2',
        'tape.closed matches/1',
        'matches.kicked_off matches/2 1',
      ]);
    },
  },
  {
    name: 'begins anew with another tape, and sees topics that are born there again',
    run: async (trial) => {
      await trial.publish('a', 'one', 'two');
      await trial.publish('gone', 'one', 'two');
      const client = trial.createClient();
      const view = client.view(news, { channel: 'a' });
      const loop = record(client, ['news/*']);
      await trial.until('two', () => view.version === 2 && view.connection.phase === 'live');
      await trial.tell({ kind: 'wipe' });
      await trial.until('told', () => loop.some(({ type }) => type === 'tape.gap'));
      await trial.until('live', () => view.version === 0 && client.connection.phase === 'live');
      const asked = (await trial.streams()).length;
      await trial.publish('gone', 'again');
      await seen(trial, loop, 'news.published news/gone 1');
      equal('streams', (await trial.streams()).length, asked);
      await trial.publish('a', 'another');
      await trial.until('another', () => loop.at(-1)?.topic === 'news/a' && headlines(view).join() === 'another');
      equal('messages', loop.slice(0, 3).map(brief), [
        'tape.snapshot news/a 2',
        'tape.snapshot news/gone 2',
        'tape.gap',
      ]);
      const last = loop.at(-1);
      equal('last', last && 'version' in last && last.version, 1);
    },
  },
];
