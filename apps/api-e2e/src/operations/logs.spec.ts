import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, publish } from '../support/histories';
import { get } from '../support/http.request';
import { openStream } from '../support/stream.reader';

const PRODUCTION = { NODE_ENV: 'production' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** The entries of a log in JSON, without the ready line. */
const entriesOf = (text: string): Record<string, unknown>[] =>
  linesOf(text)
    .filter((line) => !line.includes('listening on'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function logged(api: Api, lines: number): Promise<void> {
  await eventually(
    () => `${lines} lines are logged: ${api.stdout}`,
    () => linesOf(api.stdout).length >= lines,
  );
}

it('in production writes one line of JSON a stream, at its end', async () => {
  await using api = await startApi({ env: PRODUCTION });
  const channel = newChannel(api);
  const response = await fetch(channel.streamUrl, { headers: { 'X-Request-Id': 'phone-1.a_B' } });
  expect(response.headers.get('X-Request-Id')).toBe('phone-1.a_B');
  await response.body?.cancel();
  await logged(api, 2);
  await using stream = await openStream(channel.streamUrl);
  await stream.event('tape.caught-up');
  await publish(api, channel, 1);
  const { id } = await stream.event('news.published');
  await api.kill('SIGTERM');

  const [first, second, ...rest] = entriesOf(api.stdout);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ message: 'stream ended', requestId: 'phone-1.a_B', reason: 'left', events: 0 });
  expect(second).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    level: 'log',
    pid: api.pid,
    context: 'Streams',
    message: 'stream ended',
    requestId: stream.response.headers.get('X-Request-Id'),
    topics: [channel.topic],
    reason: 'shutdown',
    durationMs: expect.any(Number) as number,
    frames: stream.frames.items.length,
    events: 1,
    bytes: expect.any(Number) as number,
    cursor: id,
  });
});

it('elsewhere writes the same as text, one line a stream', async () => {
  await using api = await startApi();
  await using stream = await openStream(newChannel(api).streamUrl);
  await stream.event('tape.caught-up');
  await api.kill('SIGTERM');
  const [ready, line, ...rest] = linesOf(api.stdout);
  expect(rest).toEqual([]);
  expect(ready).toMatch(/listening on http:\S+$/);
  expect(line).toMatch(/stream ended requestId=\S+ topics=news\/\S+ reason=shutdown durationMs=\d+ frames=4 /);
});

it('the ready line is plain text in production too, and requests that succeed or are refused leave no line', async () => {
  await using api = await startApi({ env: PRODUCTION });
  await publish(api, newChannel(api), 1);
  await get(`${api.url}/v1/nothing`);
  await get(`${api.url}/v1/orders/none`);
  await api.kill('SIGTERM');
  expect(linesOf(api.stdout)).toEqual([expect.stringContaining(`listening on ${api.url}`)]);
  expect(api.stderr).toBe('');
});

it.each([
  ['a page', '/', 'GET'],
  ['a health check', '/health/live', 'GET'],
  ['the metrics', '/metrics', 'GET'],
  ['what is not there', '/v1/nothing', 'GET'],
  ['a refused body', '/v1/orders', 'POST'],
  ['a stream', '/v1/news/front/stream', 'GET'],
  ['the headers of a stream', '/v1/news/front/stream', 'HEAD'],
])(
  'answers %s with the id of its request, and with one of its own in place of what is none',
  async (_, path, method) => {
    await using api = await startApi();
    const idFor = async (headers: Record<string, string>) => {
      const response = await fetch(api.url + path, { method, headers });
      await response.body?.cancel();
      return response.headers.get('X-Request-Id');
    };
    expect(await idFor({ 'X-Request-Id': 'x'.repeat(128) })).toBe('x'.repeat(128));
    expect(await idFor({})).toMatch(UUID);
    for (const strange of ['x'.repeat(129), 'a b', '"quoted"', 'a,b']) {
      expect(await idFor({ 'X-Request-Id': strange })).toMatch(UUID);
    }
  },
);

it('a client that stops to read its log, or closes it, does not disturb the server', async () => {
  await using api = await startApi();
  api.closeStdout();
  for (let n = 0; n < 5; n += 1) {
    await using stream = await openStream(newChannel(api).streamUrl);
    await stream.event('tape.caught-up');
  }
  expect((await get(`${api.url}/health/ready`)).status).toBe(200);
  expect((await api.kill('SIGTERM')).code).toBe(0);
});
