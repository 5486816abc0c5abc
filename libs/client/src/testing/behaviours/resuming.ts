import { news, orders, type NewsState } from '@tickertape/events';
import type { View } from '../../index';
import { equal, holds } from '../check';
import type { Behaviour } from '../trial';

export const headlines = (view: Pick<View<NewsState, unknown>, 'state'>): string[] =>
  view.state?.stories.map(({ headline }) => headline).reverse() ?? [];

export const RESUMING: readonly Behaviour[] = [
  {
    name: 'shows a snapshot, is live, and folds every event onto it',
    run: async (trial) => {
      await trial.publish('a', 'one');
      const view = trial.createClient().view(news, { channel: 'a' });
      const states: unknown[] = [];
      view.subscribe(() => view.state !== states.at(-1) && states.push(view.state));
      equal('phase', view.connection.phase, 'connecting');
      await trial.until('live', () => view.connection.phase === 'live');
      equal('snapshot', headlines(view), ['one']);
      await trial.publish('a', 'two', 'three');
      await trial.until('three', () => view.version === 3);
      equal('stories', headlines(view), ['one', 'two', 'three']);
      equal('states', states.length, 3);
      equal('cursor', view.cursor, 'e1-3');
    },
  },
  {
    name: 'goes on from its cursor after a cut, without a loss or a repeat',
    run: async (trial) => {
      const view = trial.createClient().view(news, { channel: 'a' });
      const phases: string[] = [];
      view.subscribe(() => phases.at(-1) !== view.connection.phase && phases.push(view.connection.phase));
      await trial.until('live', () => view.connection.phase === 'live');
      await trial.publish('a', 'one');
      await trial.until('one', () => view.version === 1);
      await trial.answerStreams({ then: 'cut' }, { then: 'cut' });
      await trial.tell({ kind: 'cut' });
      await trial.until('reconnecting', () => view.connection.phase === 'reconnecting');
      await trial.publish('a', 'two');
      await trial.until('two', () => view.version === 2 && view.connection.phase === 'live');
      equal('stories', headlines(view), ['one', 'two']);
      equal('phases', phases, ['connecting', 'live', 'reconnecting', 'live'].slice(phases[0] === 'live' ? 1 : 0));
      equal('reconnects', view.reconnects, 1);
      const last = (await trial.streams()).at(-1);
      equal('cursor', [last?.headers['last-event-id'], last?.snapshots], ['e1-1', []]);
    },
  },
  {
    name: 'starts afresh when it is cut between its snapshots',
    run: async (trial) => {
      await trial.publish('a', 'one');
      await trial.publish('b', 'two');
      const text =
        'id:\nevent: tape.hello\ndata: {"heartbeatMs":1000}\n\n' +
        'id:\nevent: tape.snapshot\ndata: {"topic":"news/a","version":1,"state":{"id":"a","stories":[]}}\n\n';
      await trial.answerStreams({ text, then: 'cut' });
      const client = trial.createClient();
      const views = ['a', 'b'].map((channel) => client.view(news, { channel }));
      await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
      equal('stories', views.map(headlines), [['one'], ['two']]);
      const streams = await trial.streams();
      equal(
        'cursors',
        streams.map(({ headers }) => headers['last-event-id'] ?? ''),
        ['', ''],
      );
    },
  },
  {
    name: 'asks for a snapshot of a topic, and of no other, when a version of it is missing',
    run: async (trial) => {
      const client = trial.createClient();
      const torn = client.view(news, { channel: 'torn' });
      const whole = client.view(news, { channel: 'whole' });
      await trial.until('live', () => whole.connection.phase === 'live');
      await trial.tell({
        kind: 'lose',
        topic: 'news/torn',
        events: [{ type: 'news.published', data: { storyId: '1', headline: 'lost' } }],
      });
      await trial.publish('torn', 'seen');
      await trial.until('mended', () => torn.version === 2);
      equal('stories', headlines(torn), ['lost', 'seen']);
      equal('snapshots', (await trial.streams()).at(-1)?.snapshots, ['news/torn']);
      equal('reconnects', [torn.reconnects, whole.reconnects], [0, 0]);
    },
  },
  {
    name: 'tells of a gap, and takes the snapshot after it whatever its version',
    run: async (trial) => {
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.publish('a', 'one', 'two');
      await trial.until('two', () => view.version === 2);
      await trial.tell({ kind: 'wipe' });
      await trial.until('told', () => view.gap !== undefined && view.connection.phase === 'live');
      equal('gap', view.gap, { reason: 'epoch', missed: null });
      equal('state', [view.version, headlines(view)], [0, []]);
      await trial.publish('a', 'another');
      await trial.until('another', () => headlines(view).join() === 'another');
    },
  },
  {
    name: 'takes a merged event for as many as it stands for',
    run: async (trial) => {
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const message = { topic: 'news/a', version: 4, time: '2026-11-22T09:00:00.000Z', merged: 4 };
      const data = JSON.stringify({ ...message, data: { storyId: 's', headline: 'four' } });
      await trial.tell({ kind: 'send', text: `id: e1-0\nevent: news.published\ndata: ${data}\n\n` });
      await trial.until('four', () => view.version === 4);
      equal('streams', (await trial.streams()).length, 1);
    },
  },
  {
    name: 'is finished with its topic, and stays it when only the last event came through',
    run: async (trial) => {
      const view = trial.createClient().view(orders, { orderId: '42' });
      await trial.until('live', () => view.connection.phase === 'live');
      const events = [
        { type: 'orders.received', data: { items: [{ name: 'Margherita', quantity: 1 }] } },
        { type: 'orders.cancelled', data: { reason: 'rain' } },
      ];
      await trial.tell({ kind: 'append', topic: 'orders/42', events });
      await trial.until('finished', () => view.connection.phase === 'finished');
      equal('state', [view.state?.status, view.state?.reason], ['cancelled', 'rain']);
      await trial.untilOpen(0);
      const late = trial.createClient().view(orders, { orderId: '42' });
      await trial.until('finished', () => late.connection.phase === 'finished');
      equal('state', late.state, view.state);
      holds('it has asked once each', (await trial.streams()).length === 2);
    },
  },
  {
    name: 'is finished by a 204',
    run: async (trial) => {
      const client = trial.createClient();
      const events = [{ type: 'orders.cancelled', data: {} }];
      await trial.tell({ kind: 'append', topic: 'orders/42', events });
      const types: string[] = [];
      for await (const { type } of client.events(['orders/42'], { after: 'e1-1' })) types.push(type);
      equal('messages', types, ['tape.closed']);
      equal('streams', (await trial.streams()).length, 1);
    },
  },
];
