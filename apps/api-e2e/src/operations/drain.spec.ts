import { HttpReader } from '../support/http.reader';
import { APPENDS_PAST_A_STALL, longNews } from '../support/long.reads';
import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, newsEvent, publish } from '../support/histories';
import { get, type Problem } from '../support/http.request';
import { headOf, RawRequest } from '../support/raw.request';
import { eventsOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';
import { within } from '../support/within';

const DRAIN_MS = 700;
/** The rest of a shutdown takes little; the machine may be busy with other tests. */
const SLACK_MS = 3_000;

/** A client that has opened a stream and reads nothing until its socket is full: a drain waits for it. */
async function openStalled(api: Api): Promise<HttpReader> {
  const read = await longNews(api);
  const stalled = await HttpReader.open(read.streamUrl);
  for (let n = 0; n < APPENDS_PAST_A_STALL; n += 1) await read.append();
  return stalled;
}

const refusesConnections = async ({ url }: Api): Promise<boolean> =>
  RawRequest.open(url).then(
    (request) => {
      request[Symbol.dispose]();
      return false;
    },
    () => true,
  );

async function closesItsDoors(api: Api): Promise<void> {
  await eventually(
    () => 'the server takes no connection any more',
    () => refusesConnections(api),
  );
}

it('while it drains it is not ready, lives, and tells new streams to come back later', async () => {
  await using api = await startApi({ env: { DRAIN_MS: '60000' } });
  using _stalled = await openStalled(api);
  expect((await get(`${api.url}/health/ready`)).status).toBe(200);
  process.kill(api.pid, 'SIGTERM');
  await eventually(
    () => 'it is not ready',
    async () => (await get(`${api.url}/health/ready`)).status === 503,
  );
  expect((await get<Problem>(`${api.url}/health/ready`)).body).toMatchObject({ status: 503, code: 'draining' });
  expect((await get(`${api.url}/health/live`)).status).toBe(200);

  await using late = await openStream(newChannel(api).streamUrl);
  expect(await late.control('tape.drain')).toMatchObject({ reason: 'shutdown' });
  expect(await late.end()).toBe('ended');
  // Probes while it drains are no errors.
  expect(api.stderr).not.toContain('ERROR');
});

it.each([
  ['a client that reads nothing', openStalled],
  [
    'a client that does not finish its request',
    async (api: Api) => {
      const request = await RawRequest.open(api.url);
      await request.send(headOf('POST', '/v1/orders', 100));
      return request;
    },
  ],
  ['a connection without a request', ({ url }: Api) => RawRequest.open(url)],
])('%s holds the exit up for no longer than DRAIN_MS', async (_, hold) => {
  await using api = await startApi({ env: { DRAIN_MS: String(DRAIN_MS) } });
  using _held = await hold(api);
  const askedAt = performance.now();
  const { code, signal } = await api.kill('SIGTERM');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(performance.now() - askedAt).toBeLessThan(DRAIN_MS + SLACK_MS);
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('a second signal, %s, ends it at once with %i', async (second, expected) => {
  await using api = await startApi({ env: { DRAIN_MS: '60000' } });
  using request = await RawRequest.open(api.url);
  await request.send(headOf('POST', '/v1/orders', 100));
  process.kill(api.pid, 'SIGTERM');
  await closesItsDoors(api);
  const { code, signal } = await api.kill(second);
  expect({ code, signal }).toEqual({ code: expected, signal: null });
});

it('an append whose body is still to come at SIGTERM is finished, answered, and on the tape', async () => {
  await using api = await startApi();
  const channel = newChannel(api);
  const body = JSON.stringify(newsEvent(1));
  using request = await RawRequest.open(api.url);
  await request.send(headOf('POST', `/v1/topics/${channel.topic}/events`, Buffer.byteLength(body)) + body.slice(0, 20));
  process.kill(api.pid, 'SIGTERM');
  await closesItsDoors(api);
  await request.send(body.slice(20));
  expect(await request.end()).toMatch(/^HTTP\/1\.1 201 /);
  expect(await api.exit()).toMatchObject({ code: 0, signal: null });

  await api.restart();
  expect(eventsOf(await readToHead(`${channel.streamUrl}?lastEventId=start`))).toHaveLength(1);
});

it('every append that was accepted before SIGTERM is on the tape after a restart, in its place', async () => {
  await using api = await startApi();
  const channels = Array.from({ length: 20 }, () => newChannel(api));
  const versions = new Map<string, number>();
  const writers = channels.map(async (channel) => {
    try {
      // Fewer than a channel keeps.
      for (let story = 1; story <= 900; story += 1) {
        const { status, body } = await publish(api, channel, story);
        if (status !== 201) return;
        versions.set(channel.topic, body.version);
      }
    } catch {
      // The server is gone.
    }
  });
  await eventually(
    () => 'every channel has stories',
    () => channels.every(({ topic }) => (versions.get(topic) ?? 0) >= 3),
  );
  expect((await api.kill('SIGTERM')).code).toBe(0);
  await within(() => 'all writers have noticed', Promise.all(writers));

  await api.restart();
  for (const { topic, streamUrl } of channels) {
    const events = eventsOf(await readToHead(`${streamUrl}?lastEventId=start`));
    // One more may have been appended whose answer nobody got.
    expect(events.length).toBeGreaterThanOrEqual(versions.get(topic) ?? 0);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
  }
});
