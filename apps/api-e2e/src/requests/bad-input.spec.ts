import { startApi, type Api } from '../support/api.process';
import { headCursor, placeOrder, startGeneration } from '../support/histories';
import { get, postText, type Problem } from '../support/http.request';

let api: Api;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  api = await startApi();
  const { order } = await placeOrder(api);
  const { body: generation } = await startGeneration(api, { maxTokens: 1 });
  await fetch(`${api.url}${generation.links['stream']}`).then((response) => response.text());
  ids = { order: order.id, generation: generation.id };
});
afterAll(() => api[Symbol.asyncDispose]());

const fill = (path: string): string => path.replace(/:(\w+)/, (_, name: string) => ids[name] ?? name);

/** Posts, and expects a problem, an unchanged tape, and a server that is well and has logged nothing. */
async function expectRefusal(path: string, body: string, expected: object, contentType = 'application/json') {
  const before = await headCursor(api);
  const answer = await postText<Problem>(api.url + fill(path), body, { 'Content-Type': contentType });
  const { status, title, detail, code, type } = answer.body;
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect({ title, detail, type }).toEqual({
    title: expect.stringMatching(/\w/) as string,
    detail: expect.stringMatching(/\w/) as string,
    type: expect.stringContaining(code) as string,
  });
  expect(status).toBe(answer.status);
  expect(answer.body).toMatchObject(expected);
  expect(await headCursor(api)).toBe(before);
  expect((await get(`${api.url}/health/live`)).status).toBe(200);
  expect(api.stderr).toBe('');
}

const BAD_REQUEST = { status: 400, code: 'bad_request' };
const UNSUPPORTED = { status: 415, code: 'unsupported_media_type' };
const INVALID = { status: 422, code: 'validation_failed' };

const endpoints = [
  '/v1/topics/news/x/events',
  '/v1/orders',
  '/v1/orders/:order/start-cooking',
  '/v1/orders/:order/dispatch',
  '/v1/orders/:order/change-eta',
  '/v1/orders/:order/deliver',
  '/v1/orders/:order/cancel',
  '/v1/generations',
  '/v1/generations/stream',
];

describe.each(endpoints)('POST %s', (path) => {
  it.each([
    ['broken JSON', '{"a":', BAD_REQUEST],
    ['null', 'null', BAD_REQUEST],
    ['a number', '5', BAD_REQUEST],
    ['a text', '"text"', BAD_REQUEST],
    ['an array of numbers', '[1]', INVALID],
    ['an empty array', '[]', INVALID],
    ['an unknown field', '{"surprise":true}', INVALID],
    ['a body beyond 64 KiB', JSON.stringify({ x: 'x'.repeat(70_000) }), { status: 413, code: 'payload_too_large' }],
  ])('refuses %s', (_, body, expected) => expectRefusal(path, body, expected));

  it('refuses another content type', () => expectRefusal(path, 'a=1', UNSUPPORTED, 'text/plain'));

  it('refuses a charset that JSON cannot have', () =>
    expectRefusal(path, '{}', UNSUPPORTED, 'application/json; charset=klingon'));
});

describe('a field of the wrong kind is refused with its path', () => {
  const items = [{ name: 'soup', quantity: 1 }];
  const message = { role: 'user', content: 'hi' };
  it.each<[path: string, at: string, body: object]>([
    ['/v1/orders', 'items', {}],
    ['/v1/orders', 'items', { items: [] }],
    ['/v1/orders', 'items', { items: 'soup' }],
    ['/v1/orders', 'items.0.quantity', { items: [{ name: 'soup', quantity: '1' }] }],
    ['/v1/orders', 'items.0.quantity', { items: [{ name: 'soup', quantity: 0 }] }],
    ['/v1/orders', 'items.0.quantity', { items: [{ name: 'soup', quantity: 101 }] }],
    ['/v1/orders', 'items.0.quantity', { items: [{ name: 'soup', quantity: 1.5 }] }],
    ['/v1/orders', 'items.0.name', { items: [{ quantity: 1 }] }],
    ['/v1/orders', 'items.1.name', { items: [...items, { name: 7, quantity: 1 }] }],
    ['/v1/orders', 'items.0.extra', { items: [{ name: 'soup', quantity: 1, extra: 1 }] }],
    ['/v1/orders', 'address', { items, address: 5 }],
    ['/v1/orders', 'simulate', { items, simulate: 'yes' }],
    ['/v1/orders/:order/start-cooking', 'expectVersion', { expectVersion: 'one' }],
    ['/v1/orders/:order/start-cooking', 'expectVersion', { expectVersion: -1 }],
    ['/v1/orders/:order/dispatch', 'courier', { courier: 5 }],
    ['/v1/orders/:order/change-eta', 'eta', {}],
    ['/v1/orders/:order/change-eta', 'eta', { eta: 'soon' }],
    ['/v1/orders/:order/cancel', 'reason', { reason: {} }],
    ['/v1/generations', 'prompt', {}],
    ['/v1/generations', 'prompt', { prompt: 'hi', messages: [message] }],
    ['/v1/generations', 'prompt', { prompt: '' }],
    ['/v1/generations', 'prompt', { prompt: ['hi'] }],
    ['/v1/generations', 'messages', { messages: [] }],
    ['/v1/generations', 'messages.0.role', { messages: [{ ...message, role: 'judge' }] }],
    ['/v1/generations', 'messages.0.content', { messages: [{ role: 'user' }] }],
    ['/v1/generations', 'model', { prompt: 'hi', model: 'no-such-model' }],
    ['/v1/generations', 'maxTokens', { prompt: 'hi', maxTokens: 0 }],
    ['/v1/generations', 'maxTokens', { prompt: 'hi', maxTokens: 1e9 }],
    ['/v1/generations', 'seed', { prompt: 'hi', seed: 'lucky' }],
    ['/v1/generations', 'stop', { prompt: 'hi', stop: ['a', 'b', 'c', 'd', 'e'] }],
    ['/v1/generations', 'stop', { prompt: 'hi', stop: [''] }],
    ['/v1/generations', 'onDisconnect', { prompt: 'hi', onDisconnect: 'explode' }],
    ['/v1/generations/stream', 'prompt', {}],
    ['/v1/topics/news/x/events', 'type', { data: {} }],
    ['/v1/topics/news/x/events', 'data', { type: 'news.published' }],
    ['/v1/topics/news/x/events', 'data', { type: 'news.published', data: [] }],
    ['/v1/topics/news/x/events', 'id', { type: 'news.published', data: {}, id: 5 }],
    ['/v1/topics/news/x/events', 'expectVersion', { type: 'news.published', data: {}, expectVersion: 'x' }],
  ])('POST %s %s %j', (path, at, body) =>
    expectRefusal(path, JSON.stringify(body), {
      ...INVALID,
      errors: expect.arrayContaining([{ path: at, message: expect.stringMatching(/\w/) as string }]) as object,
    }),
  );
});

describe('what does not exist is answered 404', () => {
  it.each([
    ['/v1/orders/nobody', 'topic_not_found'],
    ['/v1/orders/nobody/stream', 'topic_not_found'],
    ['/v1/generations/nobody', 'topic_not_found'],
    ['/v1/generations/nobody/stream', 'topic_not_found'],
    ['/v1/nowhere', 'not_found'],
  ])('GET %s', async (path, code) => {
    const answer = await get<Problem>(api.url + path);
    expect(answer).toMatchObject({ status: 404, body: { status: 404, code } });
  });

  it.each([
    ['/v1/orders/nobody/start-cooking', '{}', 'topic_not_found'],
    ['/v1/orders/nobody/deliver', '{}', 'topic_not_found'],
    ['/v1/generations/nobody/cancel', '{}', 'topic_not_found'],
    ['/v1/topics/weather/here/events', '{"type":"weather.rain","data":{}}', 'unknown_family'],
    ['/v1/topics/news/no%20id/events', '{"type":"news.published","data":{}}', 'topic_not_found'],
    ['/v1/nowhere', '{}', 'not_found'],
  ])('POST %s', (path, body, code) => expectRefusal(path, body, { status: 404, code }));
});

it.each(['0', '51', 'many', '1.5'])('a page of news of %s stories is refused', async (limit) => {
  const answer = await get<Problem>(`${api.url}/v1/news/x?limit=${limit}`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter', errors: [{ path: 'limit' }] } });
});

it.each([
  ['an order whose id cannot be one', '/v1/orders/no%20id'],
  ['a path in place of an id', '/v1/orders/..%2fnews'],
  ['an address that is badly escaped', '/v1/orders/%E0%A4%A'],
  ['a channel that cannot be a topic', '/v1/news/a%20b'],
  ['a stream of a channel that cannot be a topic', '/v1/news/a%20b/stream'],
])('%s is refused as a problem of the client', async (_, path) => {
  const answer = await get<Problem>(api.url + path);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body.code).toMatch(/^[a-z_]+$/);
  expect(api.stderr).toBe('');
});

it.each(['/v1/orders/*', '/v1/generations/*', '/v1/notifications/*', '/v1/news/*'])(
  '%s, which is no topic, shows nobody else’s',
  async (path) => {
    expect(await get<Problem>(api.url + path)).toMatchObject({ status: 404, body: { code: 'topic_not_found' } });
  },
);

it.each(['/v1/orders/*/stream', '/v1/generations/*/stream', '/v1/notifications/*/stream'])(
  '%s is not the stream of everybody’s',
  async (path) => {
    expect((await get<Problem>(api.url + path)).status).toBeGreaterThanOrEqual(400);
  },
);
