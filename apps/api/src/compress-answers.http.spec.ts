import { request as connect, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import { createApp, type App } from './app';
import { readConfig } from './config';

let app: App;
let port: number;
beforeAll(async () => {
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }));
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as { port: number }).port;
});
afterAll(() => app?.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Asks without decoding what comes. */
async function ask(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<Answer> {
  const asked = connect({ port, path, method, headers: { 'content-type': 'application/json', ...headers } });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks = (await response.toArray()) as Buffer[];
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const GZIP = { 'accept-encoding': 'gzip' };

it('compresses a long answer for who takes it, and says what it is all the same', async () => {
  for (const [path, type] of [
    ['/openapi.json', /^application\/json; charset=utf-8$/],
    ['/docs', /^text\/html; charset=utf-8$/i],
  ] as const) {
    const [plain, compressed] = [await ask(path, {}), await ask(path, GZIP)];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringMatching(type),
    });
    for (const { headers } of [plain, compressed]) expect(headers['vary']).toContain('Accept-Encoding');
    expect(compressed.body.length).toBeLessThan(plain.body.length / 3);
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
  }
});

it('leaves a short one as it is', async () => {
  const { headers, body } = await ask('/health/live', GZIP);
  expect(headers['content-encoding']).toBeUndefined();
  expect(JSON.parse(body.toString())).toMatchObject({ status: 'ok' });
});

it('knows a compressed state again by its tag', async () => {
  const items = Array.from({ length: 100 }, (_, index) => ({
    name: `A pizza of a name ${index}`.padEnd(60),
    quantity: 1,
  }));
  const placed = await ask('/v1/orders', {}, 'POST', JSON.stringify({ items }));
  const path = `/v1/orders/${(JSON.parse(placed.body.toString()) as { id: string }).id}`;
  const { headers } = await ask(path, GZIP);
  expect([headers['content-encoding'], headers['etag']]).toEqual(['gzip', expect.stringMatching(/^W\/"/)]);
  const again = await ask(path, { ...GZIP, 'if-none-match': headers['etag'] ?? '' });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

it('compresses no stream', async () => {
  const { headers, body } = await ask('/v1/news/front/stream?maxStreamMs=0', GZIP);
  expect(headers['content-type']).toContain('text/event-stream');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toContain('event: tape.hello');
});
