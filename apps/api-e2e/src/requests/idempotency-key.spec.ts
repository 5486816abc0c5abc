import { startApi, type Api } from '../support/api.process';
import { get, post, type Problem } from '../support/http.request';
import { eventsOf } from '../support/stream.events';
import { readToEnd, readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const order = { items: [{ name: 'soup', quantity: 1 }] };
const generation = { prompt: 'hello', model: 'sim-fast', maxTokens: 20 };

describe.each([
  ['/v1/orders', order, { items: [{ name: 'soup', quantity: 2 }] }],
  ['/v1/generations', generation, { ...generation, maxTokens: 21 }],
])('POST %s with an Idempotency-Key', (path, body, otherBody) => {
  const create = (key: string, of: object = body) => post(api.url + path, of, { 'Idempotency-Key': key });

  it('answers the same request again with 200 and the same resource', async () => {
    const [first, again] = [await create('same'), await create('same')];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
    expect(first.headers.get('Location')).toBe(first.body.links['self']);
  });

  it('refuses the key for another body, also after a restart', async () => {
    await create('taken');
    const reused = { status: 422, body: { code: 'idempotency_key_reused' } };
    expect(await create('taken', otherBody)).toMatchObject(reused);
    await api.kill('SIGKILL');
    await api.restart();
    expect(await create('taken', otherBody)).toMatchObject(reused);
    expect((await create('taken')).status).toBe(200);
  });

  it('creates one resource of many requests at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('at once')));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const streamUrl = `${api.url}${answers[0]?.body.links['stream']}?lastEventId=start`;
    const events = eventsOf(path === '/v1/orders' ? await readToHead(streamUrl) : await readToEnd(streamUrl));
    expect(events.filter(({ version }) => version === 1)).toHaveLength(1);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
  });

  it.each([
    ['empty', ''],
    ['longer than 255 characters', 'k'.repeat(256)],
  ])('refuses a key that is %s', async (_, key) => {
    const answer = await post<Problem>(api.url + path, body, { 'Idempotency-Key': key });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter' } });
  });
});

it('the same key creates one resource of each kind', async () => {
  const headers = { 'Idempotency-Key': 'for both' };
  const created = await post(`${api.url}/v1/orders`, order, headers);
  const other = await post(`${api.url}/v1/generations`, generation, headers);
  expect([created.status, other.status]).toEqual([201, 201]);
});

it('a generation that is asked for and streamed in one request is created once', async () => {
  const run = async (): Promise<Response> => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'streamed' };
    const response = await fetch(`${api.url}/v1/generations/stream`, {
      method: 'POST',
      headers,
      body: JSON.stringify(generation),
    });
    await response.text();
    return response;
  };
  const [first, again] = [await run(), await run()];
  expect(again.headers.get('Content-Location')).toBe(first.headers.get('Content-Location'));
  expect((await get(`${api.url}${first.headers.get('Content-Location')}`)).body).toMatchObject({ status: 'completed' });
});
