import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { get } from '../support/http.request';
import { connectedPorts } from '../support/process.resources';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';
import { HttpReader } from '../support/http.reader';
import { APPENDS_PAST_A_STALL, longGeneration, longOrder, tellPast } from '../support/long.reads';

it.each([
  ['orders', longOrder],
  ['generations', longGeneration],
])('a reader of %s that stalls is cut after STALL_MS, and resumes by its cursor without a loss', async (_, begin) => {
  await using api = await startApi({ env: { STALL_MS: '1500', HEARTBEAT_MS: '100' } });
  const read = await begin(api);
  await using lively = await openStream(`${read.streamUrl}?lastEventId=start`);
  await lively.event('tape.caught-up');
  using stalled = await HttpReader.open(`${read.streamUrl}?lastEventId=start`);
  await tellPast(read, lively, APPENDS_PAST_A_STALL);
  await eventually(
    () => 'the server has let go of the stalled reader',
    () => !connectedPorts(api).includes(stalled.port),
  );

  // What was under way when it was parked is still there for it to read.
  stalled.wake();
  await stalled.frames.until('the cut', () => stalled.frames.isOver);
  const seen = eventsOf(stalled.frames.items);
  const all = eventsOf(lively.frames.items);
  expect(seen.length).toBeLessThan(all.length);
  expect(seen).toEqual(all.slice(0, seen.length));

  const rest = await readToHead(read.streamUrl, { lastEventId: stalled.lastEventId });
  const frames = [...stalled.frames.items, ...rest];
  expect(rest.map(({ event }) => event)).not.toContain('tape.gap');
  expectNoGapAndNoRepeat(eventsOf(frames));
  expect(foldFrames(frames).get(read.topic)?.state).toEqual(stateOf((await get(read.resourceUrl)).body));
});
