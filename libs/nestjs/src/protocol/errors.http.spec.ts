import { StreamApp } from './stream-app';
import { StreamClient } from './stream-client';

it.each([
  ['/direct?topic=orders/none', 404, 'topic_not_found'],
  ['/direct?topic=parcels/1', 404, 'unknown_family'],
  ['/direct?topic=orders/*', 403, 'wildcard_forbidden'],
  ['/direct?topic=news/a&maxHz=4', 400, 'throttle_unsupported'],
  ['/direct?topic=news/a&maxHz=fast', 400, 'bad_parameter'],
  ['/direct?topic=news/a&maxHz=0', 400, 'bad_parameter'],
  ['/direct?topic=quotes/a&maxHz=0.0009', 400, 'bad_parameter'],
  ['/direct?topic=quotes/a&maxHz=1e-300', 400, 'bad_parameter'],
  ['/direct?topic=news/a&snapshot=news', 400, 'bad_parameter'],
  ['/direct?topic=news/a&snapshot=notifications/ann', 400, 'bad_parameter'],
  ['/direct?topic=news/a&snapshot=notifications/ann&lastEventId=start', 400, 'bad_parameter'],
  ['/resources/news/*/stream', 404, 'topic_not_found'],
  ['/nowhere', 404, 'not_found'],
])('P27 an error before the first byte is a problem document: %s', async (path, status, code) => {
  await using app = await StreamApp.start();
  const response = await fetch(`${app.url}${path}`);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(await response.json()).toMatchObject({
    type: `urn:tickertape:problem:${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code,
  });
});

it('P27 an error of the server says nothing of its cause', async () => {
  await using app = await StreamApp.start();
  const response = await fetch(`${app.url}/broken`, { method: 'POST' });
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500 });
  expect(text).not.toContain('secret');
});

it('P28 a stream is answered with 200 whatever its method, and headers that proxies heed', async () => {
  await using app = await StreamApp.start();
  using got = await StreamClient.open(`${app.url}/direct?topic=news/a`);
  using posted = await StreamClient.open(`${app.url}/posted/news/a`, { method: 'POST' });
  for (const { response } of [got, posted]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toMatch(/no-store.*no-transform/);
    expect(response.headers.get('x-accel-buffering')).toBe('no');
  }
});

it('answers HEAD with the headers of the stream, and goes on with the connection', async () => {
  await using app = await StreamApp.start();
  const head = await fetch(`${app.url}/direct?topic=news/a`, { method: 'HEAD' });
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(await head.text()).toBe('');
  expect(app.tape.readers.count()).toBe(0);
});
