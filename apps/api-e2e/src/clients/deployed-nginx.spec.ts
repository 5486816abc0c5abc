import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startApi } from '../support/api.process';
import { EventSourceClient } from '../support/event-source.client';
import { newChannel, publish, startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { startNginx } from '../support/nginx.process';
import { requireTool } from '../support/require.tool';
import { eventsOf, expectNoGapAndNoRepeat } from '../support/stream.events';
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

requireTool('nginx', 'an EventSource behind it comes back after a restart, and has missed nothing', async (path) => {
  await using api = await startApi({ env: { RETRY_MS: '50' } });
  await using nginx = await startNginx(path, api.url, await readFile(SITE, 'utf8'));
  const channel = newChannel(api);
  using client = new EventSourceClient(`${nginx.url}/v1/news/${channel.topic.split('/')[1]}/stream`);
  await client.frames.until('caught up', (frames) => frames.some(({ event }) => event === 'tape.caught-up'));
  await publish(api, channel, 1);
  await client.frames.until('a story', (frames) => eventsOf(frames).length === 1);
  await api.kill('SIGTERM');
  // What it meets while there is no API is an empty stream: an error would be final.
  await client.opens.until('a reconnect in vain', (opens) => opens.length === 2);
  expect((await fetch(`${nginx.url}/v1/generations/stream`, { method: 'POST' })).status).toBe(503);

  await api.restart();
  await publish(api, channel, 2);
  await publish(api, channel, 3);
  await client.frames.until('all stories', (frames) => eventsOf(frames).length === 3);
  expectNoGapAndNoRepeat(eventsOf(client.frames.items));
  expect(client.errors.items.filter(({ code }) => code !== undefined)).toEqual([]);
});

requireTool('nginx', 'it compresses answers and no streams, and keeps the metrics to itself', async (path) => {
  await using api = await startApi();
  await using nginx = await startNginx(path, api.url, await readFile(SITE, 'utf8'));
  const channel = newChannel(api);
  for (let story = 1; story <= 20; story += 1) await publish(api, channel, story);
  const front = channel.resourceUrl.replace(api.url, nginx.url);
  const encodingOf = async (url: string) => {
    const response = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    await response.body?.cancel();
    return response.headers.get('Content-Encoding');
  };
  expect(await encodingOf(front)).toBe('gzip');
  expect(await encodingOf(`${front}/stream`)).toBeNull();
  expect((await fetch(`${nginx.url}/metrics`)).status).toBe(404);
});
