import { parseCursor } from '@tickertape/wire';
import { startApi, type Api } from '../support/api.process';
import { newChannel, publish, tellNews } from '../support/histories';
import { eventsOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { HEARTBEAT_MS: '100' } });
});
afterAll(() => api[Symbol.asyncDispose]());

it('heartbeats come again and again in a silence, each with the time', async () => {
  await using stream = await openStream(newChannel(api).streamUrl);
  const beats = () => stream.frames.items.filter(({ event }) => event === 'tape.heartbeat');
  await stream.frames.until('four heartbeats', () => beats().length >= 4);
  const times = beats().map(({ data }) => Date.parse((JSON.parse(data) as { time: string }).time));
  expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? Infinity))).toBe(true);
  expect((await stream.control('tape.hello')).heartbeatMs).toBe(100);
});

it('a stream resumes from the id of a heartbeat with exactly what came after it', async () => {
  const channel = await tellNews(api);
  await using quiet = await openStream(channel.streamUrl);
  const { id: lastEventId } = await quiet.event('tape.heartbeat');
  await publish(api, channel, 13);
  await publish(api, channel, 14);
  await using resumed = await openStream(channel.streamUrl, { lastEventId });
  await resumed.event('tape.caught-up');
  expect(eventsOf(resumed.frames.items).map(({ version }) => version)).toEqual([13, 14]);
});

it('the cursor of a heartbeat moves on over events of other topics', async () => {
  await using quiet = await openStream(newChannel(api).streamUrl);
  const { id: before = '' } = await quiet.event('tape.caught-up');
  const { body } = await publish(api, newChannel(api), 1);
  const reached = parseCursor(body.cursor)?.seq ?? NaN;
  const { id: after = '' } = await quiet.frames.find(
    'a heartbeat beyond the other event',
    ({ event, id = '' }) => event === 'tape.heartbeat' && (parseCursor(id)?.seq ?? 0) >= reached,
  );
  expect(after).not.toBe(before);
});
