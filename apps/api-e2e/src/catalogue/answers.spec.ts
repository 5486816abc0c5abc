import { startApi, type Api } from '../support/api.process';
import { get, post, send, type Answer } from '../support/http.request';
import { placeOrder, startGeneration, tellNews } from '../support/histories';
import { newUser, say } from '../support/social';
import { PublishedSchemas } from './published.schemas';

let api: Api;
let schemas: PublishedSchemas;
beforeAll(async () => {
  api = await startApi({ env: { SIMULATE: 'on' } });
  schemas = await PublishedSchemas.of(api);
});
afterAll(() => api[Symbol.asyncDispose]());

async function expectPublished(method: string, path: string, answer: Promise<Answer<unknown>>): Promise<void> {
  const { status, body } = await answer;
  expect(status).toBeLessThan(300);
  expect(schemas.faultOfAnswer(method, path, status, body)).toBe('');
}

it('answers orders and generations as published, repeated creations and commands too', async () => {
  const order = { items: [{ name: 'Margherita', quantity: 1 }] };
  for (let n = 0; n < 2; n += 1) {
    await expectPublished('post', '/v1/orders', post(`${api.url}/v1/orders`, order, { 'Idempotency-Key': 'once' }));
  }
  const { resourceUrl } = await placeOrder(api);
  await expectPublished('get', '/v1/orders/{id}', get(resourceUrl));
  await expectPublished('post', '/v1/orders/{id}/start-cooking', post(`${resourceUrl}/start-cooking`, {}));
  const started = startGeneration(api);
  await expectPublished('post', '/v1/generations', started);
  const self = `${api.url}/v1/generations/${(await started).body.id}`;
  await expectPublished('post', '/v1/generations/{id}/cancel', post(`${self}/cancel`, {}));
  await expectPublished('get', '/v1/generations/{id}', get(self));
});

it('answers activities, relations, feeds and notifications as published', async () => {
  const [ann, ben] = [newUser(), newUser()];
  const users = `${api.url}/v1/users`;
  const follow = send('PUT', `${users}/${ann}/following/${ben}`);
  await expectPublished('put', '/v1/users/{user}/following/{other}', follow);
  const activity = { verb: 'post', object: { type: 'note', id: '1' } };
  await expectPublished('post', '/v1/users/{user}/activities', post(`${users}/${ben}/activities`, activity));
  const id = await say(api, ben, 'Look!');
  const path = '/v1/users/{user}/activities/{id}';
  await expectPublished('get', path, get(`${users}/${ben}/activities/${id}`));
  await expectPublished('patch', path, send('PATCH', `${users}/${ben}/activities/${id}`, { text: 'Look here!' }));
  await expectPublished('get', '/v1/users/{user}/activities', get(`${users}/${ben}/activities?limit=1`));
  await expectPublished('get', '/v1/feeds/{user}', get(`${api.url}/v1/feeds/${ann}?limit=1`));
  await expectPublished('delete', path, send('DELETE', `${users}/${ben}/activities/${id}`));
  await expectPublished('get', '/v1/users/{user}/followers', get(`${users}/${ben}/followers`));
  await expectPublished('get', '/v1/users/{user}/blocks', get(`${users}/${ben}/blocks`));
  const notifications = `${api.url}/v1/notifications/${ben}`;
  const page = get(notifications);
  await expectPublished('get', '/v1/notifications/{user}', page);
  const seen = post(`${notifications}/seen`, { upTo: (await page).body.cursor });
  await expectPublished('post', '/v1/notifications/{user}/seen', seen);
});

it('answers lists and what is in them as published', async () => {
  for (const [family, name] of [
    ['quotes', '{symbol}'],
    ['matches', '{id}'],
  ]) {
    const list = get<{ items: { id: string }[] }>(`${api.url}/v1/${family}`);
    await expectPublished('get', `/v1/${family}`, list);
    const [first] = (await list).body.items;
    await expectPublished('get', `/v1/${family}/${name}`, get(`${api.url}/v1/${family}/${first?.id}`));
  }
  const { resourceUrl } = await tellNews(api);
  await expectPublished('get', '/v1/news/{channel}', get(`${resourceUrl}?limit=2`));
});

it('answers appends as published', async () => {
  const event = { type: 'news.published', data: { storyId: '1', headline: 'Tick' }, id: 'once' };
  const path = '/v1/topics/{family}/{id}/events';
  for (const body of [event, event, [event]]) {
    await expectPublished('post', path, post(`${api.url}/v1/topics/news/answers/events`, body));
  }
});

it("answers in OpenAI's dialect as published", async () => {
  await expectPublished('get', '/v1/models', get(`${api.url}/v1/models`));
  await expectPublished('get', '/v1/models/{id}', get(`${api.url}/v1/models/sim-fast`));
  const chat = { model: 'sim-fast', messages: [{ role: 'user', content: 'Hello' }], max_completion_tokens: 5 };
  await expectPublished('post', '/v1/chat/completions', post(`${api.url}/v1/chat/completions`, chat));
  const response = { model: 'sim-fast', input: 'Hello', max_output_tokens: 5 };
  await expectPublished('post', '/v1/responses', post(`${api.url}/v1/responses`, response));
});

it('answers of itself as published', async () => {
  for (const path of ['/v1/event-types', '/openapi.json', '/asyncapi.json', '/health/live', '/health/ready']) {
    await expectPublished('get', path, get(`${api.url}${path}`));
  }
});

it('would find an answer that is not as published', () => {
  expect(schemas.faultOfAnswer('get', '/health/live', 200, { status: 'well' })).toContain('must be equal to constant');
});
