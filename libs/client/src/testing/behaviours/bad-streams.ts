import { news } from '@tickertape/events';
import type { EventsOptions } from '../../index';
import { catchLogged } from '../catch-logged';
import { equal, holds } from '../check';
import { brief, record, story, type Behaviour, type Trial } from '../trial';
import { headlines } from './resuming';

const HELLO = 'id:\nevent: tape.hello\ndata: {"heartbeatMs":1000}\n\n';

async function liveView(trial: Trial) {
  const view = trial.createClient().view(news, { channel: 'a' });
  await trial.until('live', () => view.connection.phase === 'live');
  return view;
}

/** How long after the one before each stream was asked for, in milliseconds. */
async function waits(trial: Trial): Promise<number[]> {
  const times = (await trial.streams()).map(({ atMs }) => atMs);
  return times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
}

/** Streams are broken off until the cursor is given up, and two events are on the tape by then. */
async function giveUpCursor(trial: Trial): Promise<void> {
  await trial.answerStreams({ then: 'cut' }, { then: 'cut' }, { then: 'cut' });
  await trial.tell({ kind: 'lose', topic: 'news/a', events: [story('lost'), story('lost too')] });
  await trial.tell({ kind: 'cut' });
}

const tellsLoss = (what: string, topic: string, options: EventsOptions): Behaviour => ({
  name: `tells a loop over ${what} what it misses when its cursor is given up`,
  run: async (trial) => {
    await trial.publish('a', 'one');
    const seen = record(trial.createClient(), [topic], options);
    await trial.until('one', () => seen.length === 1);
    await trial.publish('a', 'two');
    await trial.until('two', () => seen.length === 2);
    await giveUpCursor(trial);
    const text = (): string[] =>
      seen.slice(2).map((message) => (message.type === 'tape.gap' ? `gap ${message.missed}` : brief(message)));
    await trial.until('shown', () => text().at(-1) === 'tape.snapshot news/a 4');
    equal('messages', text(), ['gap 2', 'tape.snapshot news/a 4']);
  },
});

export const BAD_STREAMS: readonly Behaviour[] = [
  tellsLoss('a topic', 'news/a', {}),
  tellsLoss('a topic from its start', 'news/a', { after: 'start' }),
  tellsLoss('a whole family', 'news/*', {}),
  {
    name: 'tells a loop that begins at a place what it misses when that is given up before anything has come',
    run: async (trial) => {
      await trial.publish('a', 'one');
      await trial.answerStreams({ then: 'cut' }, { then: 'cut' }, { then: 'cut' });
      const seen = record(trial.createClient(), ['news/a'], { after: 'start' });
      await trial.until('shown', () => seen.length === 2);
      equal('messages', seen.map(brief), ['tape.gap news/a', 'tape.snapshot news/a 1']);
    },
  },
  {
    name: 'tells a loss once when the server has told it',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const seen = record(trial.createClient(), ['news/a'], { after: 'e0-7' });
      await trial.until('shown', () => seen.length === 2);
      equal('messages', seen.map(brief), ['tape.gap', 'tape.snapshot news/a 1']);
    },
  },
  {
    name: 'tells a view what the loops over it miss when its cursor is given up',
    run: async (trial) => {
      const view = await liveView(trial);
      const versions: number[] = [];
      const loop = (async () => {
        for await (const { version } of view) if (versions.push(version) === 2) view.close();
      })();
      await trial.publish('a', 'one');
      await trial.until('one', () => view.version === 1);
      equal('no gap yet', view.gap, undefined);
      await giveUpCursor(trial);
      await trial.until('shown', () => view.version === 3 && view.connection.phase === 'live');
      equal('gap', view.gap, { topic: 'news/a', reason: 'lost', missed: 2 });
      await trial.publish('a', 'four');
      await loop;
      equal('versions', versions, [1, 4]);
    },
  },
  {
    name: 'waits for a snapshot that comes slowly, as long as something comes',
    run: async (trial) => {
      const lines = Array.from({ length: 12 }, () => 'data:\n').join('');
      const state = '{"topic":"news/a","version":3,"state":{"id":"a","stories":[]}}';
      const hello = 'id:\nevent: tape.hello\ndata: {"heartbeatMs":200}\n\n';
      const caughtUp = 'event: tape.caught-up\ndata: {}\n\n';
      const text = `${hello}id: e1-0\nevent: tape.snapshot\ndata: ${state}\n${lines}\n${caughtUp}`;
      await trial.answerStreams({ text, paceMs: 50, then: 'nothing' });
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('shown', () => view.state !== undefined);
      equal('what was shown first', [view.version, (await trial.streams()).length], [3, 1]);
    },
  },
  {
    name: 'logs the first error of a fold, and asks for snapshots ever more rarely',
    run: async (trial) => {
      using logged = catchLogged();
      const evolve = (): never => {
        throw new Error('mine');
      };
      const view = trial.createClient().view({ ...news, evolve }, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      for (const version of [1, 2, 3]) {
        await trial.publish('a', `${version}`);
        await trial.until('mended', () => view.version === version && view.connection.phase === 'live');
      }
      equal('errors', logged.errors.map(String), ['Error: mine']);
      const [first = 0, second = 0, third = 0] = await waits(trial);
      holds(`later each time: ${first}, ${second}, ${third}`, first >= 240 && second >= 490 && third >= 990);
    },
  },
  {
    name: 'does not come back at once, again and again, to a server that drains it without a wait',
    run: async (trial) => {
      const drains = ['{"retryMs":0}', '{"retryMs":0}', '{}', '{}'];
      await trial.answerStreams(...drains.map((data) => ({ text: `${HELLO}event: tape.drain\ndata: ${data}\n\n` })));
      const client = trial.createClient({ timing: { firstWaitMs: 200, longestWaitMs: 200 } });
      const view = client.view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const [, ...others] = await waits(trial);
      holds(`from the second on: ${others.join()}`, others.length === 3 && others.every((waitMs) => waitMs >= 90));
    },
  },
  {
    name: 'takes a stream whose media type is written in capitals',
    run: async (trial) => {
      await trial.answerStreams({ headers: { 'Content-Type': 'Text/Event-Stream; charset=UTF-8' }, then: 'serve' });
      await liveView(trial);
      equal('streams', (await trial.streams()).length, 1);
    },
  },
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
        'event: tape.closed\ndata: {}',
        'event: tape.snapshot\ndata: {"version":7,"state":{}}',
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
      using _ = catchLogged();
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
