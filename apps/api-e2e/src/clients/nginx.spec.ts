import { startApi } from '../support/api.process';
import { startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { startNginx } from '../support/nginx.process';
import { requireTool } from '../support/require.tool';
import { eventsOf, foldFrames, stateOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';

requireTool('nginx', 'frames pass one by one through an nginx that knows nothing of streams', async (path) => {
  await using api = await startApi();
  await using nginx = await startNginx(path, api.url);
  const { body } = await startGeneration(api, { model: 'sim-standard', maxTokens: 60 });
  const resourceUrl = `${api.url}${body.links['self']}`;
  await using direct = await openStream(`${api.url}${body.links['stream']}?lastEventId=start`);
  await using stream = await openStream(`${nginx.url}${body.links['stream']}?lastEventId=start`);

  // Held back by nginx, the first text would come with the last.
  await stream.event('generations.delta');
  expect((await get(resourceUrl)).body).toMatchObject({ status: 'running' });
  expect([await stream.end(), await direct.end()]).toEqual(['ended', 'ended']);

  const deltas = eventsOf(stream.frames.items).filter(({ type }) => type === 'generations.delta');
  expect(deltas.length).toBeGreaterThan(10);
  // Two that come close together may share a chunk; a buffer would bring all in one or two.
  expect(stream.framesAfterChunk.length).toBeGreaterThan(deltas.length / 2);
  expect(eventsOf(stream.frames.items)).toEqual(eventsOf(direct.frames.items));
  expect(foldFrames(stream.frames.items).get(body.topic)?.state).toEqual(stateOf((await get(resourceUrl)).body));
});

requireTool('nginx', 'a stream that is cut by the end of nginx resumes through another one', async (path) => {
  await using api = await startApi();
  const { body } = await startGeneration(api, { model: 'sim-standard', maxTokens: 60 });
  const streamPath = body.links['stream'] ?? '';
  const first = await startNginx(path, api.url);
  await using before = await openStream(`${first.url}${streamPath}`);
  await before.event('generations.delta');
  await first[Symbol.asyncDispose]();
  await before.end();

  await using second = await startNginx(path, api.url);
  await using after = await openStream(`${second.url}${streamPath}`, { lastEventId: before.lastEventId });
  await after.end();
  const frames = [...before.frames.items, ...after.frames.items];
  expect(foldFrames(frames).get(body.topic)?.state).toEqual(
    stateOf((await get(`${api.url}${body.links['self']}`)).body),
  );
});
