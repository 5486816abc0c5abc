import { Tape } from '@tickertape/tape';
import request from 'supertest';
import { createApp, type App } from '../app';
import { readConfig } from '../config';

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }));
});
afterAll(() => app?.close());

const post = (path: string, body: unknown) =>
  request(app.getHttpServer())
    .post(path)
    .set('Content-Type', 'application/json')
    .send(typeof body === 'string' ? body : JSON.stringify(body));
const append = (channel: string, body: unknown) => post(`/v1/topics/news/${channel}/events`, body);
const story = (id: string, more: object = {}) => ({
  type: 'news.published',
  data: { storyId: id, headline: 'x' },
  id,
  ...more,
});

it('takes what is null for absent, and does not put it on the tape', async () => {
  const data = { storyId: 'a', headline: 'x', body: null, url: null };
  const event = { type: 'news.published', data, id: null, expectVersion: null };
  expect((await append('nulls', event)).status).toBe(201);
  expect((await append('nulls', [event])).body).toMatchObject({ version: 2 });
  const stored: object[] = [];
  for await (const { data } of app.get(Tape).history('news/nulls')) stored.push(data);
  expect(stored).toEqual(Array(2).fill({ storyId: 'a', headline: 'x' }));
  const order = { items: [{ name: 'Margherita', quantity: 1 }], address: null, simulate: null };
  const { body: placed } = await post('/v1/orders', order).expect(201);
  await post(`/v1/orders/${(placed as { id: string }).id}/start-cooking`, { expectVersion: null }).expect(200);
});

it('answers the place of the last event on the tape, also when some were there', async () => {
  await append('mixed', [story('a'), story('b')]).expect(201, /"version":2/);
  await append('mixed', [story('c'), story('a')]).expect(201, /"version":3/);
  await append('mixed', [story('a'), story('c'), story('b')]).expect(200, /"version":3/);
});

it('asks each event that is new for the version that it expects', async () => {
  await append('versions', [story('a', { expectVersion: 0 }), story('b', { expectVersion: 1 })]).expect(201);
  const { body } = await append('versions', [story('c', { expectVersion: 2 }), story('d', { expectVersion: 9 })]);
  expect(body).toMatchObject({ code: 'conflict', version: 2, expectVersion: 9 });
  // A retry of a part that is there.
  await append('versions', [story('b', { expectVersion: 1 }), story('c', { expectVersion: 2 })]).expect(201);
});

it.each([
  ['an id twice', [story('a'), story('a')], '1.id'],
  ['an id with NUL', story('a', { id: 'a\0' }), 'id'],
  ['an id with half a character', [story('a', { id: '\ud800' })], 'id'],
])('says where %s is', async (_what, body, path) => {
  const answer = await append('bad', body).expect(422);
  expect(answer.body).toMatchObject({ code: 'bad_batch', errors: [{ path, message: expect.any(String) as string }] });
});

describe.each(['/v1/topics/news/odd/events', '/v1/orders', '/v1/users/ann/activities', '/v1/generations'])(
  'POST %s',
  (path) => {
    it('refuses what is nested too deep', async () => {
      for (const depth of [101, 20_000]) {
        const answer = await post(path, `{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`).expect(422);
        expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'data.0.0' }] });
      }
    });

    it.each(['__proto__', 'constructor', 'hasOwnProperty'])(
      'refuses a field named %s, wherever it is',
      async (name) => {
        for (const [body, at] of [
          [`{"${name}":{"x":1}}`, name],
          [`{"data":{"storyId":"a","headline":"b","${name}":1}}`, `data.${name}`],
          [`{"items":[{"${name}":{"x":1}}]}`, `items.0.${name}`],
        ] as const) {
          const answer = await post(path, body).expect(422);
          expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ path: at }] });
        }
      },
    );
  },
);

it('speaks of them in OpenAI’s shape to its clients', async () => {
  const answer = await post('/v1/chat/completions', '{"model":"sim-instant","constructor":1}');
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.any(String) as string },
  });
});

it('passes over the body of a GET', async () => {
  const server = request(app.getHttpServer());
  await server.get('/v1/news/front').set('Content-Type', 'text/plain').send('hello').expect(200);
  await server.post('/v1/orders').set('Content-Type', 'text/plain').send('hello').expect(415);
});
