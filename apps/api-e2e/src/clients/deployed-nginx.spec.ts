import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startApi } from '../support/api.process';
import { startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { startNginx } from '../support/nginx.process';
import { requireTool } from '../support/require.tool';
import { eventsOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';

const SITE = join(__dirname, '../../../api/deploy/nginx.conf');

requireTool('nginx', 'frames pass one by one through the nginx configuration that is delivered', async (path) => {
  await using api = await startApi();
  await using nginx = await startNginx(path, api.url, await readFile(SITE, 'utf8'));
  const { body } = await startGeneration(api, { model: 'sim-standard', maxTokens: 60 });
  await using stream = await openStream(`${nginx.url}${body.links['stream']}?lastEventId=start`);
  // Held back by nginx, the first text would come with the last.
  await stream.event('generations.delta');
  expect((await get(`${nginx.url}${body.links['self']}`)).body).toMatchObject({ status: 'running' });
  expect(await stream.end()).toBe('ended');
  const deltas = eventsOf(stream.frames.items).filter(({ type }) => type === 'generations.delta');
  expect(stream.framesAfterChunk.length).toBeGreaterThan(deltas.length / 2);
});

requireTool('nginx', 'the nginx that is delivered gives every request an id, which the API answers', async (path) => {
  await using api = await startApi();
  await using nginx = await startNginx(path, api.url, await readFile(SITE, 'utf8'));
  const ids = await Promise.all(
    [1, 2].map(async () => (await fetch(`${nginx.url}/health/live`)).headers.get('x-request-id')),
  );
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(ids[1]).not.toBe(ids[0]);
});

requireTool('nginx', 'a shutdown behind the nginx that is delivered reaches the client as tape.drain', async (path) => {
  await using api = await startApi();
  await using nginx = await startNginx(path, api.url, await readFile(SITE, 'utf8'));
  await using stream = await openStream(`${nginx.url}/v1/news/front/stream`);
  await stream.event('tape.caught-up');
  await api.kill('SIGTERM');
  await stream.end();
  expect(stream.frames.items.at(-1)?.event).toBe('tape.drain');
});
