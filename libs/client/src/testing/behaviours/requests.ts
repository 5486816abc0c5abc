import type { ClientError } from '../../index';
import { equal, holds, rejection } from '../check';
import type { Behaviour } from '../trial';

const pizza = { items: [{ name: 'Margherita', quantity: 1 }] };
const TEXT = { 'Content-Type': 'application/problem+json' };

export const REQUESTS: readonly Behaviour[] = [
  {
    name: 'creates once, however often it has to try',
    run: async (trial) => {
      await trial.answerRequests({ then: 'cut' }, { status: 503, headers: { 'Retry-After': '0' } }, { status: 429 });
      await trial.createClient().orders.place(pizza);
      const { requests } = await trial.report();
      equal('paths', [...new Set(requests.map(({ method, path }) => `${method} ${path}`))], ['POST /v1/orders']);
      equal('attempts', requests.length, 4);
      const keys = new Set(requests.map(({ headers }) => headers['idempotency-key']));
      holds('one key', keys.size === 1 && [...keys][0]?.length === 32);
      equal('bodies', [...new Set(requests.map(({ body }) => body))], [JSON.stringify(pizza)]);
    },
  },
  {
    name: 'uses the key that it is given',
    run: async (trial) => {
      await trial.createClient().generations.start({ prompt: 'Why?' }, { idempotencyKey: 'mine' });
      equal('key', (await trial.report()).requests[0]?.headers['idempotency-key'], 'mine');
    },
  },
  {
    name: 'appends an event under one id, however often it has to try',
    run: async (trial) => {
      await trial.answerRequests({ then: 'cut' });
      await trial.createClient().append('news/a', [
        { type: 'news.published', data: {} },
        { type: 'news.published', data: {}, id: 'mine', expectVersion: 7 },
      ]);
      const { requests } = await trial.report();
      const [first, second] = requests.map(({ path, body }) => [path, body]);
      equal('attempts', second, first);
      equal('path', first?.[0], '/v1/topics/news/a/events');
      const events = JSON.parse(first?.[1] ?? '') as { id: string; expectVersion?: number }[];
      equal(
        'ids',
        events.map(({ id, expectVersion }) => [id.length, expectVersion]),
        [
          [32, undefined],
          [4, 7],
        ],
      );
    },
  },
  {
    name: 'does not repeat a step of an order of which nobody knows whether it was done',
    run: async (trial) => {
      await trial.answerRequests({ then: 'cut' });
      const error = await rejection(trial.createClient().orders.deliver('42', { expectVersion: 3 }));
      equal('code', error.code, 'network');
      const { requests } = await trial.report();
      equal(
        'requests',
        requests.map(({ path, body }) => [path, body]),
        [['/v1/orders/42/deliver', '{"expectVersion":3}']],
      );
    },
  },
  {
    name: 'rejects with what the problem document says',
    run: async (trial) => {
      const errors = [{ path: 'items', message: 'must not be empty' }];
      const problem = { status: 422, code: 'validation_failed', detail: 'The body is not valid.', errors, version: 7 };
      await trial.answerRequests({
        status: 422,
        headers: { ...TEXT, 'Retry-After': '7' },
        text: JSON.stringify(problem),
      });
      const error = (await rejection(trial.createClient().orders.place({ items: [] }))) as ClientError;
      equal(
        'facts',
        [error.name, error.code, error.status, error.retryAfterMs],
        ['ClientError', 'validation_failed', 422, 7_000],
      );
      equal('message', error.message, 'The body is not valid. items: must not be empty');
      equal('problem', error.problem, problem);
    },
  },
  {
    name: 'rejects with a code for every other end: no JSON, no answer in time, given up, no problem document',
    run: async (trial) => {
      const client = trial.createClient({ timing: { requestTimeoutMs: 200 } });
      await trial.answerRequests({ text: '<h1>Welcome!</h1>' }, { status: 500, text: 'oops' }, { then: 'nothing' });
      equal('malformed', (await rejection(client.orders.deliver('1'))).code, 'malformed');
      equal('no problem', (await rejection(client.orders.deliver('1'))).code, 'http_500');
      equal('timeout', (await rejection(client.orders.deliver('1'))).code, 'timeout');
      equal('aborted', (await rejection(client.news.get('a', { signal: AbortSignal.abort() }))).code, 'aborted');
      client.close();
      equal('closed', (await rejection(client.news.get('a'))).code, 'closed');
    },
  },
  {
    name: 'gives up after a few attempts, and at once when it is asked to wait for long',
    run: async (trial) => {
      const client = trial.createClient();
      await trial.answerRequests(...Array.from({ length: 5 }, () => ({ status: 503, text: '{}' })));
      equal('code', (await rejection(client.quotes.list())).code, 'http_503');
      equal('attempts', (await trial.report()).requests.length, 4);
      await trial.answerRequests({ status: 503, headers: { 'Retry-After': '120' }, text: '{}' });
      const error = (await rejection(client.quotes.list())) as ClientError;
      equal('attempts', [(await trial.report()).requests.length, error.retryAfterMs], [5, 120_000]);
    },
  },
  {
    name: 'asks for what its names say',
    run: async (trial) => {
      const { activities, feeds, generations, matches, news, notifications, orders, quotes, relations } =
        trial.createClient();
      await activities.post('ann', { verb: 'like', object: { type: 'photo', id: '1' } });
      await activities.list('ann', { limit: 3 });
      await activities.get('ann', 'a/b');
      await activities.edit('ann', '1', { text: 'x' });
      await activities.remove('ann', '1');
      await relations.follow('ann', 'bob');
      await relations.unfollow('ann', 'bob');
      await relations.mute('ann', 'bob');
      await relations.unmute('ann', 'bob');
      await relations.block('ann', 'bob');
      await relations.unblock('ann', 'bob');
      await relations.following('ann');
      await relations.followers('ann', { limit: 2, after: 'bob' });
      await feeds.page('ann', { limit: 5, before: 'x' });
      await notifications.get('ann');
      await notifications.markSeen('ann', { upTo: 'e-1' });
      await notifications.markRead('ann', { ids: ['g'] });
      await quotes.list();
      await quotes.get('ACME');
      await matches.list({ status: 'ended' });
      await matches.get('1');
      await news.get('front', { limit: 3 });
      await orders.get('42');
      await orders.startCooking('42');
      await orders.dispatch('42', { courier: 'Sam' });
      await orders.changeEta('42', { eta: '2026-11-22T09:00:00.000Z' });
      await orders.cancel('42', { reason: 'rain' });
      await generations.get('7');
      await generations.cancel('7');
      const { requests } = await trial.report();
      const asked = requests.map(({ method, path, query }) => `${method} ${path} ${new URLSearchParams(query)}`.trim());
      equal('requests', asked, [
        'POST /v1/users/ann/activities',
        'GET /v1/users/ann/activities limit=3',
        'GET /v1/users/ann/activities/a%2Fb',
        'PATCH /v1/users/ann/activities/1',
        'DELETE /v1/users/ann/activities/1',
        'PUT /v1/users/ann/following/bob',
        'DELETE /v1/users/ann/following/bob',
        'POST /v1/users/ann/mutes/bob',
        'DELETE /v1/users/ann/mutes/bob',
        'POST /v1/users/ann/blocks/bob',
        'DELETE /v1/users/ann/blocks/bob',
        'GET /v1/users/ann/following',
        'GET /v1/users/ann/followers limit=2&after=bob',
        'GET /v1/feeds/ann limit=5&before=x',
        'GET /v1/notifications/ann',
        'POST /v1/notifications/ann/seen',
        'POST /v1/notifications/ann/read',
        'GET /v1/quotes',
        'GET /v1/quotes/ACME',
        'GET /v1/matches status=ended',
        'GET /v1/matches/1',
        'GET /v1/news/front limit=3',
        'GET /v1/orders/42',
        'POST /v1/orders/42/start-cooking',
        'POST /v1/orders/42/dispatch',
        'POST /v1/orders/42/change-eta',
        'POST /v1/orders/42/cancel',
        'GET /v1/generations/7',
        'POST /v1/generations/7/cancel',
      ]);
    },
  },
];
