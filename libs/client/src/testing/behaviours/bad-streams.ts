import { news } from '@tickertape/events';
import { equal, holds } from '../check';
import type { Behaviour, Trial } from '../trial';
import { headlines } from './resuming';

const HELLO = 'id:\nevent: tape.hello\ndata: {"heartbeatMs":1000}\n\n';

async function liveView(trial: Trial) {
  const view = trial.createClient().view(news, { channel: 'a' });
  await trial.until('live', () => view.connection.phase === 'live');
  return view;
}

export const BAD_STREAMS: readonly Behaviour[] = [
  {
    name: 'passes over what it does not know: events, control events, fields, comments, data that is no JSON',
    run: async (trial) => {
      const view = await liveView(trial);
      const odd = [
        ': a comment',
        'event: tape.trumpet\ndata: {"topic":"news/a"}',
        'event: tape.trumpet\ndata: null',
        'event: parcels.sent\ndata: {"topic":"parcels/1","version":1}',
        'event: news.published\ndata: {"topic":"news/a"}',
        'event: news.published\ndata: {',
        'event: news.published\ndata: 7',
        'trumpet: loud\ndata: {}',
        'data',
        'event: tape.drain',
      ];
      await trial.tell({ kind: 'send', text: odd.map((frame) => `${frame}\n\n`).join('') });
      await trial.publish('a', 'one');
      await trial.until('one', () => headlines(view).join() === 'one');
      equal('reconnects', [view.reconnects, (await trial.streams()).length], [0, 1]);
    },
  },
  {
    name: 'keeps its version over an event of a type that it does not know',
    run: async (trial) => {
      const view = await liveView(trial);
      const data = JSON.stringify({ topic: 'news/a', version: 1, time: '', data: {} });
      await trial.tell({ kind: 'send', text: `event: news.hummed\ndata: ${data}\n\n` });
      await trial.until('version', () => view.version === 1);
      equal('streams', (await trial.streams()).length, 1);
    },
  },
  {
    name: 'asks for a snapshot when the data of an event cannot be folded',
    run: async (trial) => {
      const view = await liveView(trial);
      const data = JSON.stringify({ topic: 'news/a', version: 1, time: '', data: null });
      await trial.tell({
        kind: 'lose',
        topic: 'news/a',
        events: [{ type: 'news.published', data: { storyId: '1', headline: 'one' } }],
      });
      await trial.tell({ kind: 'send', text: `id: e1-1\nevent: news.published\ndata: ${data}\n\n` });
      await trial.until('mended', () => headlines(view).join() === 'one');
    },
  },
  {
    name: 'takes a page of a captive portal for a failed attempt, and comes through when it is gone',
    run: async (trial) => {
      const portal = { headers: { 'Content-Type': 'text/html' }, text: '<h1>Welcome!</h1>' };
      await trial.answerStreams(portal, { ...portal, status: 404 }, { ...portal, status: 502 });
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('told', () => view.connection.phase === 'reconnecting');
      const { connection } = view;
      holds('unreachable', connection.phase === 'reconnecting' && connection.reason === 'unreachable');
      await trial.until('live', () => view.connection.phase === 'live');
      equal('streams', (await trial.streams()).length, 4);
    },
  },
  {
    name: 'takes a silence of two and a half heartbeats for a dead connection',
    run: async (trial) => {
      await trial.tell({ kind: 'set', heartbeatMs: 100 });
      const view = await liveView(trial);
      const reasons: string[] = [];
      view.subscribe(() => view.connection.phase === 'reconnecting' && reasons.push(view.connection.reason));
      await trial.tell({ kind: 'quietly' });
      await trial.publish('a', 'one');
      await trial.until('one', () => view.version === 1 && view.connection.phase === 'live');
      equal('reason', reasons[0], 'silent');
    },
  },
  {
    name: 'comes back when the server that drains it has said, and not before',
    run: async (trial) => {
      const drain = 'event: tape.drain\ndata: {"reason":"shutdown","retryMs":300}\n\n';
      await trial.answerStreams({ text: HELLO + drain, then: 'end' });
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('drained', () => view.connection.phase === 'reconnecting');
      const { connection } = view;
      holds('it says when', connection.phase === 'reconnecting' && (connection.retryAt ?? 0) > Date.now() - 300);
      await trial.until('live', () => view.connection.phase === 'live');
      const [first, second] = await trial.streams();
      holds('after 300 ms', (second?.atMs ?? 0) - (first?.atMs ?? 0) >= 290);
    },
  },
  {
    name: 'waits for the announced retry after an ordinary end',
    run: async (trial) => {
      await trial.answerStreams({ text: `retry: 300\n${HELLO}` });
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const [first, second] = await trial.streams();
      holds('after 300 ms', (second?.atMs ?? 0) - (first?.atMs ?? 0) >= 290);
    },
  },
  {
    name: 'does not wait when it is told to retry',
    run: async (trial) => {
      const drain = 'event: tape.drain\ndata: {"reason":"shutdown","retryMs":100000}\n\n';
      await trial.answerStreams({ text: HELLO + drain });
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('drained', () => view.connection.phase === 'reconnecting');
      view.retry();
      await trial.until('live', () => view.connection.phase === 'live');
    },
  },
  {
    name: 'fails after a few streams that failed in a row on the word of the server, and tries again when told to',
    run: async (trial) => {
      const failed = 'event: tape.failed\ndata: {"code":"store_failed","message":"The store is away."}\n\n';
      await trial.answerStreams(...Array.from({ length: 4 }, () => ({ text: HELLO + failed })));
      const client = trial.createClient();
      const view = client.view(news, { channel: 'a' });
      await trial.until('failed', () => view.connection.phase === 'failed');
      const { connection } = view;
      equal('code', connection.phase === 'failed' && connection.error.code, 'store_failed');
      equal('streams', (await trial.streams()).length, 4);
      equal('client', client.connection.phase, 'failed');
      view.retry();
      await trial.until('live', () => view.connection.phase === 'live' && client.connection.phase === 'live');
    },
  },
  {
    name: 'asks without a cursor when streams fail, three in a row, before they have shown what is due',
    run: async (trial) => {
      const view = await liveView(trial);
      const failed = 'event: tape.failed\ndata: {"code":"internal","message":"no snapshot"}\n\n';
      const answer = { text: HELLO.replace('id:', 'id: e1-0') + failed };
      await trial.answerStreams(answer, answer, answer);
      await trial.publish('a', 'one');
      await trial.tell({
        kind: 'lose',
        topic: 'news/a',
        events: [{ type: 'news.published', data: { storyId: '2', headline: 'two' } }],
      });
      await trial.publish('a', 'three');
      await trial.until('three', () => headlines(view).join() === 'one,two,three');
      equal(
        'cursors',
        (await trial.streams()).slice(1).map(({ headers }) => headers['last-event-id'] ?? ''),
        ['e1-3', 'e1-0', 'e1-0', ''],
      );
    },
  },
  {
    name: 'asks without a cursor too when such streams are broken off before a word comes through',
    run: async (trial) => {
      const view = await liveView(trial);
      await trial.answerStreams({ then: 'cut' }, { then: 'cut' }, { then: 'cut' });
      await trial.tell({
        kind: 'lose',
        topic: 'news/a',
        events: [{ type: 'news.published', data: { storyId: '1', headline: 'one' } }],
      });
      await trial.publish('a', 'two');
      await trial.until('two', () => headlines(view).join() === 'one,two' && view.connection.phase === 'live');
      const cursors = (await trial.streams()).slice(1).map(({ headers }) => headers['last-event-id'] ?? '');
      equal('cursors', cursors, ['e1-2', 'e1-2', 'e1-2', '']);
    },
  },
  {
    name: 'fails when every stream is broken off before it has shown anything, and tries again when told to',
    run: async (trial) => {
      await trial.answerStreams(...Array.from({ length: 8 }, () => ({ text: HELLO, then: 'cut' as const })));
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('failed', () => view.connection.phase === 'failed');
      const { connection } = view;
      equal('code', connection.phase === 'failed' && connection.error.code, 'broken_off');
      equal('streams', (await trial.streams()).length, 8);
      view.retry();
      await trial.until('live', () => view.connection.phase === 'live');
    },
  },
];
