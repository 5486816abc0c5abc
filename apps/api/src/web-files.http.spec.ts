import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { createApp, type App } from './app';
import { readConfig } from './config';

const PAGE = '<!doctype html><title>The page</title>';
const SCRIPT = 'console.log("the script");'.repeat(9);

let folder: string;
let app: App;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickertape-web-'));
  await mkdir(join(folder, 'assets'));
  await write('index.html', PAGE);
  await write('assets/index-a1b2.js', SCRIPT);
  await writeFile(join(folder, 'plain.html'), 'plain');
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }), folder);
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
  await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
  await writeFile(join(folder, `${name}.gz`), gzipSync(text));
}

const ask = (path: string, encoding: string) =>
  request(app.getHttpServer()).get(path).set('Accept-Encoding', encoding).buffer();

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['identity', undefined],
  ['br;q=0, gzip;q=0', undefined],
])('is sent to who takes %s as %s, and as what it is', async (accepted, encoding) => {
  for (const [path, type, text] of [
    ['/', 'text/html; charset=utf-8', PAGE],
    ['/assets/index-a1b2.js?x=1', 'text/javascript; charset=utf-8', SCRIPT],
  ] as const) {
    // Supertest decodes gzip and brotli by the header, as a browser does.
    const { status, headers, text: received } = await ask(path, accepted);
    expect([status, headers['content-encoding'], headers['content-type']?.toLowerCase()]).toEqual([
      200,
      encoding,
      type,
    ]);
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(received).toBe(text);
  }
});

it('is asked for again only where a name may come to mean something else', async () => {
  expect((await ask('/assets/index-a1b2.js', 'br')).headers['cache-control']).toContain('immutable');
  const { headers } = await ask('/', 'br');
  expect(headers['cache-control']).toBe('public, max-age=0');
  await ask('/', 'br')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
  // Another encoding is another representation.
  await ask('/', 'gzip')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(200);
});

it('is sent as it is where the build has not compressed it, and what is no file is no file', async () => {
  const { headers, text } = await ask('/plain.html', 'br');
  expect([text, headers['content-encoding'], headers['vary']]).toEqual(['plain', undefined, undefined]);
  await ask('/nowhere.js', 'br').expect(404);
  await ask('/..%2findex.html', 'br').expect(404);
});
