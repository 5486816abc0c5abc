import { startApi } from '../support/api.process';
import { get } from '../support/http.request';
import { startGeneration, newChannel, publish } from '../support/histories';
import { eventsOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

const STREAMS = 1_000;
/** Contract of deployments everywhere: the one that stops a server soon gives up waiting. */
const EXIT_MAX_MS = 2_000;

it('SIGTERM tells 1,000 open streams to come back later, and the process exits with 0 within two seconds', async () => {
  await using api = await startApi();
  const channel = newChannel(api);
  const streams = await Promise.all(Array.from({ length: STREAMS }, () => openStream(channel.streamUrl)));
  await Promise.all(streams.map((stream) => stream.event('tape.caught-up')));

  const askedAt = performance.now();
  const { code, signal } = await api.kill('SIGTERM');
  const exitMs = Math.round(performance.now() - askedAt);
  console.info(`drain of ${STREAMS} streams and exit: ${exitMs} ms`);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(exitMs).toBeLessThan(EXIT_MAX_MS);

  expect(new Set(await Promise.all(streams.map((stream) => stream.end())))).toEqual(new Set(['ended']));
  const drains = await Promise.all(streams.map((stream) => stream.control('tape.drain')));
  expect(new Set(drains.map(({ reason }) => reason))).toEqual(new Set(['shutdown']));
  // Spread, so that the clients of a server that restarts do not come back as one.
  expect(new Set(drains.map(({ retryMs }) => retryMs)).size).toBeGreaterThan(STREAMS / 10);

  await api.restart();
  await publish(api, channel, 1);
  const frames = await readToHead(channel.streamUrl, { lastEventId: streams[0]?.lastEventId });
  expect(frames.map(({ event }) => event)).toEqual(['tape.hello', 'news.published', 'tape.caught-up']);
});

it('SIGTERM in the middle of a generation ends it as interrupted, on the tape', async () => {
  await using api = await startApi();
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  await using stream = await openStream(`${api.url}${body.links['stream']}`);
  await stream.event('generations.delta');
  expect((await api.kill('SIGTERM')).code).toBe(0);
  await stream.end();

  await api.restart();
  const resource = await get<object>(`${api.url}${body.links['self']}`);
  expect(resource.body).toMatchObject({ status: 'interrupted' });
  // It may have reached the reader before the end, or wait for it at the reconnect.
  const rest = await readToHead(`${api.url}${body.links['stream']}`, { lastEventId: stream.lastEventId });
  const events = eventsOf([...stream.frames.items, ...rest]);
  expect(events.filter(({ type }) => type === 'generations.interrupted')).toHaveLength(1);
});
