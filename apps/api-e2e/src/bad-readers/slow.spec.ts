import { startApi } from '../support/api.process';
import { get } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { isEventFrame, openStream, type StreamReader } from '../support/stream.reader';
import { HttpReader } from '../support/http.reader';
import { APPENDS_PAST_A_STALL, longGeneration, longOrder, tellPast } from '../support/long.reads';

const SIP_BYTES = 4_096;

/** The heartbeats of a reader with nothing to read are a clock. */
async function beats(stream: StreamReader, count: number): Promise<void> {
  const beaten = () => stream.frames.items.filter(({ event }) => event === 'tape.heartbeat').length;
  const before = beaten();
  await stream.frames.until(`${count} more heartbeats`, () => beaten() >= before + count);
}

it.each([
  ['generations, which merge,', longGeneration],
  ['orders, which do not,', longOrder],
])('a slow reader of %s comes to where everybody is, and nobody waits for it', async (_, begin) => {
  await using api = await startApi({ env: { HEARTBEAT_MS: '200' } });
  const read = await begin(api);
  await using lively = await openStream(`${read.streamUrl}?lastEventId=start`);
  await lively.event('tape.caught-up');
  using slow = await HttpReader.open(`${read.streamUrl}?lastEventId=start`);

  for (let n = 0; n < APPENDS_PAST_A_STALL; n += 1) {
    await tellPast(read, lively, 1);
    slow.sip(SIP_BYTES);
  }
  // It is behind now, and a few breaths later the server has noticed.
  await beats(lively, 3);
  slow.wake();
  const { version } = (await get(read.resourceUrl)).body;
  await slow.frames.until(`version ${version}`, (frames) => {
    const newest = frames.findLast(isEventFrame);
    return newest !== undefined && eventsOf([newest])[0]?.version === version;
  });

  const seen = eventsOf(slow.frames.items);
  const all = eventsOf(lively.frames.items);
  expectNoGapAndNoRepeat(seen);
  expect(seen.some(({ merged = 1 }) => merged > 1)).toBe(read.merges);
  expect(seen.length < all.length).toBe(read.merges);
  expect(seen.reduce((sum, { merged = 1 }) => sum + merged, 0)).toBe(all.length);
  expect(foldFrames(slow.frames.items).get(read.topic)?.state).toEqual(stateOf((await get(read.resourceUrl)).body));

  // The others were sent each event as it came.
  expectNoGapAndNoRepeat(all);
  expect(all.every(({ merged }) => merged === undefined)).toBe(true);
});
