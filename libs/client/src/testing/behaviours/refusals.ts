import { news, orders } from '@tickertape/events';
import type { Client } from '../../index';
import { equal, holds } from '../check';
import type { Behaviour } from '../trial';

const problem = (status: number, code: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  text: JSON.stringify({ status, code, detail: `It is ${code}.` }),
});

const failureOf = ({ connection }: { connection: Client['connection'] }): unknown =>
  connection.phase === 'failed' ? [connection.error.code, connection.error.status] : connection.phase;

const failsAlone = (named: boolean): Behaviour => ({
  name: `fails what is not there, and nothing else, when the server ${named ? 'names it' : 'does not say what it is'}`,
  run: async (trial) => {
    await trial.tell({ kind: 'forbid', topics: ['orders/1', 'orders/2'], named });
    const client = trial.createClient();
    const others = ['a', 'b', 'c'].map((channel) => client.view(news, { channel }));
    const missing = ['1', '2'].map((orderId) => client.view(orders, { orderId }));
    await trial.until('failed', () => missing.every(({ connection }) => connection.phase === 'failed'));
    equal('error', missing.map(failureOf), [
      ['topic_not_found', 404],
      ['topic_not_found', 404],
    ]);
    await trial.until('live', () => others.every(({ connection }) => connection.phase === 'live'));
    await trial.tell({ kind: 'forbid', topics: [], named });
    missing[0]?.retry();
    await trial.until('live', () => missing[0]?.connection.phase === 'live');
    equal('the other', missing.map(failureOf), ['live', ['topic_not_found', 404]]);
  },
});

export const REFUSALS: readonly Behaviour[] = [
  failsAlone(true),
  failsAlone(false),
  {
    name: 'finds many that are not there, although each answer takes its time',
    run: async (trial) => {
      const channels = Array.from({ length: 16 }, (_, n) => `${n}`);
      const topics = channels.map((channel) => `news/${channel}`);
      await trial.tell({ kind: 'forbid', topics, named: false, lagMs: 100 });
      const client = trial.createClient({ timing: { helloTimeoutMs: 400 } });
      const views = channels.map((channel) => client.view(news, { channel }));
      await trial.until('failed', () => views.every(({ connection }) => connection.phase === 'failed'));
      equal('streams', (await trial.streams()).length, 31);
    },
  },
  {
    name: 'sends its token, a new one for each connection',
    run: async (trial) => {
      let count = 0;
      const client = trial.createClient({ auth: async () => `token-${(count += 1)}` });
      const view = client.view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      await trial.tell({ kind: 'cut' });
      await trial.untilStreams(2);
      await client.news.get('a');
      const { requests } = await trial.report();
      const tokens = requests.map(({ headers }) => headers['authorization']);
      equal('tokens', tokens, ['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
    },
  },
  {
    name: 'asks for a new token once when the first one is refused',
    run: async (trial) => {
      const asked: boolean[] = [];
      const auth = ({ refused }: { refused: boolean }): string => {
        asked.push(refused);
        return refused ? 'new' : 'old';
      };
      await trial.answerStreams(problem(401, 'unauthorized'));
      await trial.answerRequests(problem(401, 'unauthorized'));
      const client = trial.createClient({ auth });
      const view = client.view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      await client.news.get('a');
      equal('asked', asked, [false, true, false, true]);
    },
  },
  {
    name: 'fails when the new token is refused too, and goes on when it is told to retry',
    run: async (trial) => {
      await trial.answerStreams(problem(401, 'x'), problem(401, 'x'), problem(401, 'x'));
      const view = trial.createClient({ auth: () => 'bad' }).view(news, { channel: 'a' });
      await trial.until('failed', () => view.connection.phase === 'failed');
      equal('error', failureOf(view), ['unauthorized', 401]);
      equal('streams', (await trial.streams()).length, 2);
      view.retry();
      await trial.until('live', () => view.connection.phase === 'live');
    },
  },
  {
    name: 'waits as long as a server that is overloaded asks it to',
    run: async (trial) => {
      await trial.answerStreams(problem(503, 'store_failed', { 'Retry-After': '1' }), problem(429, 'x'));
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('live', () => view.connection.phase === 'live');
      const [first, second, third] = await trial.streams();
      holds('after a second', (second?.atMs ?? 0) - (first?.atMs ?? 0) >= 990);
      holds('soon', (third?.atMs ?? 0) - (second?.atMs ?? 0) < 900);
    },
  },
  {
    name: 'fails for good when the server says that it never will',
    run: async (trial) => {
      await trial.answerStreams(problem(410, 'gone'));
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.until('failed', () => view.connection.phase === 'failed');
      equal('error', failureOf(view), ['gone', 410]);
    },
  },
];
