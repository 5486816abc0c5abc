import { startApi, type Api } from '../support/api.process';
import { newChannel, placeOrder, publish } from '../support/histories';
import { get, post } from '../support/http.request';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

it('answers 304 to a poll that brings nothing new, and the new state with a new ETag after a step', async () => {
  const { resourceUrl } = await placeOrder(api);
  const first = await get(resourceUrl);
  const etag = first.headers.get('ETag') ?? '';
  expect(etag).toMatch(/^(W\/)?"[^"]+"$/);
  for (const known of [etag, `"other", ${etag}`, '*']) {
    const answer = await get<undefined>(resourceUrl, { 'If-None-Match': known });
    expect(answer).toMatchObject({ status: 304, body: undefined });
    expect(answer.headers.get('ETag')).toBe(etag);
  }
  await post(`${resourceUrl}/start-cooking`, {});
  const second = await get(resourceUrl, { 'If-None-Match': etag });
  expect(second).toMatchObject({ status: 200, body: { status: 'cooking' } });
  expect(second.headers.get('ETag')).not.toBe(etag);
});

it('may be kept by the client alone, which has to ask each time', async () => {
  const { resourceUrl } = await placeOrder(api);
  const first = await get(resourceUrl);
  const unchanged = await get<undefined>(resourceUrl, { 'If-None-Match': first.headers.get('ETag') ?? '' });
  for (const { headers } of [first, unchanged]) expect(headers.get('Cache-Control')).toBe('private, no-cache');
});

it('answers HEAD like GET, without the body', async () => {
  const { resourceUrl } = await placeOrder(api);
  const whole = await get(resourceUrl);
  const etag = whole.headers.get('ETag') ?? '';
  const head = await fetch(resourceUrl, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const name of ['ETag', 'Cache-Control', 'Content-Type', 'Content-Length']) {
    expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
  }
  const unchanged = await fetch(resourceUrl, { method: 'HEAD', headers: { 'If-None-Match': etag } });
  expect([unchanged.status, unchanged.headers.get('ETag')]).toEqual([304, etag]);
});

it('has the same ETag while other things happen on the tape, and after a restart', async () => {
  const { resourceUrl } = await placeOrder(api);
  const etag = (await get(resourceUrl)).headers.get('ETag') ?? '';
  await publish(api, newChannel(api), 1);
  await placeOrder(api);
  expect((await get<undefined>(resourceUrl, { 'If-None-Match': etag })).status).toBe(304);
  await api.kill('SIGKILL');
  await api.restart();
  expect((await get<undefined>(resourceUrl, { 'If-None-Match': etag })).status).toBe(304);
});

it('answers 304 after a command that changed nothing', async () => {
  const { resourceUrl } = await placeOrder(api);
  await post(`${resourceUrl}/change-eta`, { eta: '2030-01-01T12:00:00Z' });
  const etag = (await get(resourceUrl)).headers.get('ETag') ?? '';
  await post(`${resourceUrl}/change-eta`, { eta: '2030-01-01T12:01:00Z' });
  expect((await get<undefined>(resourceUrl, { 'If-None-Match': etag })).status).toBe(304);
});
