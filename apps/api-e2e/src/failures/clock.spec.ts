import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, placeOrder, publish, startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { preload } from '../support/preload';
import { eventsOf, expectNoGapAndNoRepeat } from '../support/stream.events';
import { openStream, readToEnd, type StreamReader } from '../support/stream.reader';

const HOUR_MS = 3_600_000;

/** Sets the time of day by so much at SIGUSR2, as NTP or a person does under a running process. */
const setBy = (ms: number): string =>
  preload(`
    const { now } = Date;
    let setByMs = 0;
    Date.now = () => now() + setByMs;
    process.on('SIGUSR2', () => {
      setByMs += ${ms};
      process.stderr.write('the clock was set\\n');
    });`);

async function setClock(api: Api): Promise<void> {
  process.kill(api.pid, 'SIGUSR2');
  await eventually(
    () => 'the clock is set',
    () => api.stderr.includes('the clock was set'),
  );
}

const beatsOf = ({ frames }: StreamReader): number[] =>
  frames.items
    .filter(({ event }) => event === 'tape.heartbeat')
    .map(({ data }) => Date.parse((JSON.parse(data) as { time: string }).time));

describe.each([
  ['back', -HOUR_MS],
  ['forward', HOUR_MS],
])('when the clock is set %s by an hour', (_, ms) => {
  let api: Api;
  beforeEach(async () => {
    const limits = { HEARTBEAT_MS: '100', STALL_MS: '2000', MAX_STREAM_MS: '4000' };
    api = await startApi({ env: { ...limits, NODE_OPTIONS: setBy(ms) } });
  });
  afterEach(() => api[Symbol.asyncDispose]());

  it('heartbeats go on with the new time, and a stream ends at the end of its lifetime and not before', async () => {
    await using stream = await openStream(newChannel(api).streamUrl);
    await stream.event('tape.heartbeat');
    await setClock(api);
    const before = beatsOf(stream).length;
    await stream.frames.until('ten more heartbeats', () => beatsOf(stream).length >= before + 10);
    const offset = (beatsOf(stream).at(-1) ?? Number.NaN) - Date.now();
    expect(Math.round(offset / HOUR_MS)).toBe(ms / HOUR_MS);
    expect((await stream.control('tape.drain')).reason).toBe('lifetime');
    expect(await stream.end()).toBe('ended');
  });

  it('a throttled generation goes on to its end, and a courier goes on with an order', async () => {
    const { body: generation } = await startGeneration(api, { model: 'sim-fast', maxTokens: 200 });
    const order = await placeOrder(api, { simulate: true });
    await using stream = await openStream(`${api.url}${generation.links['stream']}?lastEventId=start&maxHz=10`);
    await stream.event('generations.delta');
    await setClock(api);
    expect(await stream.end()).toBe('ended');
    expectNoGapAndNoRepeat(eventsOf(stream.frames.items));
    expect(eventsOf(stream.frames.items).at(-1)?.type).toBe('generations.completed');
    await eventually(
      () => 'the order is cooking',
      async () => (await get<{ status: string }>(order.resourceUrl)).body.status === 'cooking',
    );
  });

  it('the times of events never go back, over a restart neither', async () => {
    const channel = newChannel(api);
    for (let story = 1; story <= 3; story += 1) await publish(api, channel, story);
    await setClock(api);
    for (let story = 4; story <= 6; story += 1) await publish(api, channel, story);
    await api.kill('SIGTERM');
    await api.restart();
    for (let story = 7; story <= 9; story += 1) await publish(api, channel, story);

    await using stream = await openStream(`${channel.streamUrl}?lastEventId=start`);
    await stream.event('tape.caught-up');
    const events = eventsOf(stream.frames.items);
    expectNoGapAndNoRepeat(events);
    expect(events).toHaveLength(9);
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
  });
});

it('a generation that was told to end is ended whatever the clock says', async () => {
  await using api = await startApi({ env: { NODE_OPTIONS: setBy(-HOUR_MS) } });
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  await setClock(api);
  const cancelled = await fetch(`${api.url}${body.links['cancel']}`, { method: 'POST' });
  expect(cancelled.status).toBe(200);
  const events = eventsOf(await readToEnd(`${api.url}${body.links['stream']}?lastEventId=start`));
  expect(events.at(-1)?.type).toBe('generations.cancelled');
});
