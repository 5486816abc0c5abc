import { startApi, startInVain, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, publish } from '../support/histories';
import { post } from '../support/http.request';
import { scrape } from '../support/scrape';
import { openStream } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { MAX_STREAMS: '2', RETRY_MS: '1000' } });
});
afterAll(() => api[Symbol.asyncDispose]());

const untilOpen = (streams: number): Promise<void> =>
  eventually(
    () => `${streams} streams are open`,
    async () => (await scrape(api)).get('tickertape_streams_open') === streams,
  );

it('one stream too many is answered 200 and told to come back later, and is served once there is room', async () => {
  const channel = newChannel(api);
  await publish(api, channel, 1);
  const first = await openStream(channel.streamUrl);
  await using second = await openStream(channel.streamUrl);
  for (const stream of [first, second]) await stream.event('tape.caught-up');

  await using refused = await openStream(channel.streamUrl);
  expect(await refused.end()).toBe('ended');
  expect(refused.response.status).toBe(200);
  expect(refused.frames.items.map(({ event }) => event)).toEqual(['tape.hello', 'tape.drain']);
  const { reason, retryMs } = await refused.control('tape.drain');
  expect(reason).toBe('overloaded');
  expect(refused.retries).toEqual([1_000, retryMs]);
  expect(retryMs).toBeGreaterThanOrEqual(1_000);
  expect(retryMs).toBeLessThanOrEqual(2_000);

  // Those that are open go on.
  await publish(api, channel, 2);
  await second.event('news.published');
  await first[Symbol.asyncDispose]();
  await untilOpen(1);
  await using served = await openStream(channel.streamUrl, { lastEventId: refused.lastEventId });
  await served.event('tape.caught-up');
});

it("a stream of OpenAI's dialect too many is a 503, which its clients try again", async () => {
  await untilOpen(0);
  const channel = newChannel(api);
  await using first = await openStream(channel.streamUrl);
  await using second = await openStream(channel.streamUrl);
  for (const stream of [first, second]) await stream.event('tape.caught-up');
  const messages = [{ role: 'user', content: 'Hello' }];
  const answer = await post<{ error: { code: string } }>(`${api.url}/v1/chat/completions`, {
    model: 'sim-fast',
    messages,
    stream: true,
  });
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'overloaded' } } });
});

it.each(['0', '-1', 'many', '1.5'])('MAX_STREAMS=%s stops the start', async (value) => {
  const { code, stderr } = await startInVain({ MAX_STREAMS: value });
  expect(code).toBe(1);
  expect(stderr).toContain(`MAX_STREAMS="${value}" is not allowed: a whole number from 1 to`);
});
