import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as connect, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import request from 'supertest';
import { createApp, type App } from './app';
import { readConfig } from './config';

const PAGE = '<!doctype html><title>The page</title>'.padEnd(2_000);
const SCRIPT = 'console.log("the script");'.repeat(99);

let folder: string;
let app: App;
let port: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tickertape-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets/index-a1b2.js'), SCRIPT);
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }), folder);
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as { port: number }).port;
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true });
});

/** Asks without decoding what comes. */
async function ask(path: string, encoding: string): Promise<IncomingMessage & { body: Buffer }> {
  const asked = connect({ port, path, headers: { 'accept-encoding': encoding } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return Object.assign(response, { body: Buffer.concat(await response.toArray()) });
}

it.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
])('are sent to who takes %s as %s, and as what they are', async (accepted, encoding, decode) => {
  for (const [path, type, text] of [
    ['/', 'text/html; charset=utf-8', PAGE],
    ['/assets/index-a1b2.js', 'text/javascript; charset=utf-8', SCRIPT],
  ] as const) {
    const { statusCode, headers, body } = await ask(path, accepted);
    expect([statusCode, headers['content-encoding'], headers['content-type']]).toEqual([200, encoding, type]);
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(decode(body).toString()).toBe(text);
  }
});

it('are compressed also where they are made: the catalogue and its page', async () => {
  for (const path of ['/openapi.json', '/asyncapi.json', '/docs']) {
    const [plain, compressed] = [await ask(path, 'identity'), await ask(path, 'gzip')];
    expect(compressed.body.length).toBeLessThan(plain.body.length / 3);
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
  }
});

it('are kept for ever by browsers where their name says what is in them, and looked at again elsewhere', async () => {
  expect((await ask('/assets/index-a1b2.js', 'br')).headers['cache-control']).toContain('immutable');
  expect((await ask('/', 'br')).headers['cache-control']).toBe('public, max-age=0');
});

it('have a policy; streams are neither compressed nor carry what is for pages', async () => {
  expect((await ask('/', 'br')).headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'self'"),
    'x-content-type-options': 'nosniff',
  });
  const { headers, body } = await ask('/v1/news/front/stream?maxStreamMs=0', 'gzip, br');
  expect(headers['content-type']).toContain('text/event-stream');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers).not.toHaveProperty('content-encoding');
  expect(headers).not.toHaveProperty('content-security-policy');
  expect(body.toString()).toContain('event: tape.hello');
});

it('are compressed as lists of data are, but not what a strong tag names byte for byte', async () => {
  expect((await ask('/v1/event-types', 'gzip')).headers['content-encoding']).toBe('gzip');
  const items = Array.from({ length: 50 }, (_, index) => ({ name: `A pizza of a name ${index}`, quantity: 1 }));
  const placed = await request(app.getHttpServer()).post('/v1/orders').send({ items });
  const { headers, body } = await ask(`/v1/orders/${placed.body.id}`, 'gzip');
  expect(headers['etag']).toMatch(/^"/);
  expect(headers).not.toHaveProperty('content-encoding');
  expect(JSON.parse(body.toString()).items).toHaveLength(50);
});
