import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HttpReader } from '../support/http.reader';
import { APPENDS_PAST_A_STALL, longNews, tellPast } from '../support/long.reads';
import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, newsEvent, placeOrder, publish, stepThrough, eventsUrl } from '../support/histories';
import { ask, post } from '../support/http.request';
import { WORKSPACE } from '../support/readme';
import { samplesOf, scrape, type Samples } from '../support/scrape';
import { openStream } from '../support/stream.reader';

const of = (samples: Samples, name: string): number | undefined => samples.get(`tickertape_${name}`);

it('answers the text format of Prometheus, with help and type for every metric', async () => {
  await using api = await startApi();
  const response = await ask(`${api.url}/metrics`);
  expect(response.headers.get('Content-Type')).toMatch(/^text\/plain;.* version=0\.0\.4/);
  const text = await response.text();
  for (const name of [...text.matchAll(/^(\w+)(?:\{[^}]*\})? /gm)].map(([, found = '']) => found)) {
    const metric = name.startsWith('tickertape_') ? name.replace(/_(bucket|sum|count)$/, '') : name;
    if (metric.startsWith('tickertape_')) expect(text).toMatch(new RegExp(`^# TYPE ${metric} `, 'm'));
  }
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
});

it('has exactly the metrics that README.md names', async () => {
  await using api = await startApi();
  const text = await (await ask(`${api.url}/metrics`)).text();
  const measured = [...text.matchAll(/^# TYPE tickertape_(\w+) /gm)].map(([, name]) => name);
  const table =
    readFileSync(join(WORKSPACE, 'apps/api/README.md'), 'utf8')
      .split(/\| metric +\|/)[1]
      ?.split('\n\n')[0] ?? '';
  const cells = [...table.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
  expect(named.sort()).toEqual(measured.sort());
});

it('counts streams, appends, events and deliveries as they are', async () => {
  await using api = await startApi();
  const channel = newChannel(api);
  await using first = await openStream(channel.streamUrl);
  await using second = await openStream(channel.streamUrl);
  await using wide = await openStream(`${api.url}/v1/stream?topic=${channel.topic}&topic=news/other`);
  const order = await placeOrder(api);
  await using mixed = await openStream(`${api.url}/v1/stream?topic=${channel.topic}&topic=${order.topic}`);
  for (const stream of [first, second, wide, mixed]) await stream.event('tape.caught-up');
  for (let story = 1; story <= 3; story += 1) await publish(api, channel, story);
  const once = { ...newsEvent(5), id: 'once' };
  for (let n = 0; n < 2; n += 1) await post(eventsUrl(api, { topic: 'news/nobody-reads' }), once);
  await post(eventsUrl(api, channel), { ...newsEvent(6), expectVersion: 99 });
  for (const stream of [first, second, wide, mixed]) {
    await stream.frames.until('three stories', (frames) => frames.filter(isStory).length === 3);
  }

  const samples = await scrape(api);
  expect(of(samples, 'streams_open')).toBe(4);
  expect(samplesOf(samples, 'tickertape_readers')).toEqual({
    '{family="news",state="tail"}': 3,
    '{family="several",state="tail"}': 1,
  });
  expect(of(samples, 'deliveries_total')).toBe(12);
  // The order, three stories, and the one that was appended twice.
  expect(of(samples, 'events_total')).toBe(5);
  expect(samplesOf(samples, 'tickertape_appends_total')).toEqual({
    '{outcome="appended"}': 5,
    '{outcome="repeated"}': 1,
    '{outcome="refused"}': 1,
  });
  expect(of(samples, 'append_duration_seconds_count')).toBe(6);
  expect(of(samples, 'append_duration_seconds_bucket{le="+Inf"}')).toBe(6);
  // Once an event, not once a reader.
  expect(of(samples, 'delivery_delay_seconds_count')).toBe(3);
  expect(of(samples, 'delivery_delay_seconds_sum')).toBeLessThan(3);
  expect(of(samples, 'written_bytes_total')).toBeGreaterThan(1_000);
});

it('counts the ends of streams by reason, and gaps by theirs', async () => {
  await using api = await startApi();
  const channel = newChannel(api);
  {
    await using left = await openStream(channel.streamUrl, { lastEventId: 'nonsense' });
    await left.event('tape.caught-up');
  }
  await using other = await openStream(channel.streamUrl, { lastEventId: 'anotherepoch-7' });
  await other.event('tape.caught-up');
  const order = await placeOrder(api);
  await using finished = await openStream(order.streamUrl);
  await finished.event('tape.caught-up');
  await stepThrough(order);
  expect(await finished.end()).toBe('ended');
  let samples = await scrape(api);
  await eventually(
    () => `one stream is open: ${JSON.stringify([...samples])}`,
    async () => of((samples = await scrape(api)), 'streams_open') === 1,
  );
  expect(of(samples, 'streams_opened_total')).toBe(3);
  expect(samplesOf(samples, 'tickertape_streams_ended_total')).toEqual({
    '{reason="left"}': 1,
    '{reason="finished"}': 1,
  });
  expect(samplesOf(samples, 'tickertape_gaps_total')).toEqual({ '{reason="malformed"}': 1, '{reason="epoch"}': 1 });
});

it('tells streams behind a full socket apart, and counts the one that is cut for it', async () => {
  await using api = await startApi({ env: { STALL_MS: '1500', HEARTBEAT_MS: '100' } });
  const read = await longNews(api);
  await using lively = await openStream(read.streamUrl);
  await lively.event('tape.caught-up');
  using _stalled = await HttpReader.open(read.streamUrl);
  const parked = async () => samplesOf(await scrape(api), 'tickertape_readers')['{family="news",state="parked"}'];
  const filling = tellPast(read, lively, APPENDS_PAST_A_STALL);
  await eventually(
    () => 'one is parked',
    async () => (await parked()) === 1,
  );
  await filling;
  await eventually(
    () => 'it is cut',
    async () => of(await scrape(api), 'streams_ended_total{reason="stalled"}') === 1,
  );
  expect(await parked()).toBeUndefined();
  expect(of(await scrape(api), 'streams_open')).toBe(1);
});

it('counts a stream that ended with its lifetime as such', async () => {
  await using api = await startApi({ env: { MAX_STREAM_MS: '200', HEARTBEAT_MS: '100' } });
  await using stream = await openStream(newChannel(api).streamUrl);
  expect(await stream.end()).toBe('ended');
  expect(samplesOf(await scrape(api), 'tickertape_streams_ended_total')).toEqual({ '{reason="lifetime"}': 1 });
});

it('counts events that reach a reader as a part of another one', async () => {
  await using api = await startApi();
  const generation = await post(`${api.url}/v1/generations`, { prompt: 'Go on', model: 'sim-fast', maxTokens: 300 });
  await using stream = await openStream(`${api.url}${generation.body.links['stream']}?lastEventId=start&maxHz=5`);
  expect(await stream.end()).toBe('ended');
  const merged = stream.frames.items
    .map(({ data }) => (JSON.parse(data) as { merged?: number }).merged ?? 1)
    .reduce((sum, count) => sum + count - 1, 0);
  expect(merged).toBeGreaterThan(0);
  expect(of(await scrape(api), 'merged_events_total')).toBe(merged);
});

it('measures the files of the store, and none of a tape in memory', async () => {
  await using api = await startApi();
  await publish(api, newChannel(api), 1);
  const sizeOf = (file: string) => statSync(join(api.dataDir, file)).size;
  expect(of(await scrape(api), 'store_size_bytes')).toBe(sizeOf('tape.db') + sizeOf('tape.db-wal'));
  await using memory = await startApi({ env: { TAPE_STORE: 'memory' } });
  expect(of(await scrape(memory), 'store_size_bytes')).toBe(0);
});

const isStory = ({ event }: { readonly event: string }): boolean => event === 'news.published';
