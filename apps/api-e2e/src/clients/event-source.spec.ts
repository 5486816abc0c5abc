import { startApi } from '../support/api.process';
import { EventSourceClient } from '../support/event-source.client';
import { newChannel, placeOrder, publish, stepThrough, type History } from '../support/histories';
import { get } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import type { Api } from '../support/api.process';

/** Clients come back soon: these tests wait for them. */
const SOON = { RETRY_MS: '50' };

const versionOf = (client: EventSourceClient): number => eventsOf(client.frames.items).at(-1)?.version ?? 0;

/** Publishes one story after the other until it is enough, never far ahead of the reader. */
async function publishUntil(api: Api, channel: History, reader: EventSourceClient, enough: () => boolean) {
  const aheadMax = 5;
  let story = 0;
  while (!enough()) {
    story += 1;
    await publish(api, channel, story);
    await reader.frames.until(`version ${story - aheadMax}`, () => versionOf(reader) >= story - aheadMax);
  }
  await reader.frames.until(`version ${story}`, () => versionOf(reader) === story);
}

it('EventSource gets every event exactly once over kills and restarts of the server', async () => {
  await using api = await startApi({ env: SOON });
  const channel = newChannel(api);
  using client = new EventSourceClient(`${channel.streamUrl}?lastEventId=start`);
  await client.frames.find('tape.caught-up', ({ event }) => event === 'tape.caught-up');
  let story = 0;
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    for (let i = 0; i < 5; i += 1) await publish(api, channel, (story += 1));
    await api.kill(signal);
    const opens = client.opens.items.length;
    await api.restart();
    for (let i = 0; i < 5; i += 1) await publish(api, channel, (story += 1));
    // It reconnects in its own time: only then the next blow.
    await client.opens.until('it is back', ({ length }) => length > opens);
  }
  await client.frames.until('all of it', () => versionOf(client) === story);
  expectNoGapAndNoRepeat(eventsOf(client.frames.items));
  expect(client.opens.items.length).toBe(4);
  expect(foldFrames(client.frames.items).get(channel.topic)?.state).toEqual(
    stateOf((await get(channel.resourceUrl)).body),
  );
});

it('EventSource outlives the lifetime of its connections without loss', async () => {
  await using api = await startApi({ env: { ...SOON, MAX_STREAM_MS: '300' } });
  const channel = newChannel(api);
  using client = new EventSourceClient(`${channel.streamUrl}?lastEventId=start`);
  const drains = () => client.frames.items.filter(({ event }) => event === 'tape.drain');
  await publishUntil(api, channel, client, () => drains().length >= 3);
  expectNoGapAndNoRepeat(eventsOf(client.frames.items));
  for (const { data } of drains()) expect(JSON.parse(data)).toMatchObject({ reason: 'lifetime' });
});

it('EventSource stops for good when the topic is finished', async () => {
  await using api = await startApi({ env: SOON });
  const placed = await placeOrder(api);
  using client = new EventSourceClient(placed.streamUrl);
  await client.frames.find('tape.caught-up', ({ event }) => event === 'tape.caught-up');
  await stepThrough(placed);
  await client.errors.until('it is closed', () => client.closed);
  expect(client.errors.items.at(-1)).toEqual({ code: 204, closed: true });
  expect(client.frames.items.at(-1)?.event).toBe('tape.closed');
  expect(foldFrames(client.frames.items).get(placed.topic)?.state).toEqual(
    stateOf((await get(placed.resourceUrl)).body),
  );
});

it('EventSource goes on after every kind of gap', async () => {
  await using api = await startApi({ env: SOON });
  const channel = newChannel(api);
  using client = new EventSourceClient(`${channel.streamUrl}?lastEventId=nonsense`);
  await client.frames.find('tape.gap', ({ event }) => event === 'tape.gap');
  await publish(api, channel, 1);
  await client.frames.until('the story', () => versionOf(client) === 1);
  expect(client.errors.items).toEqual([]);
});
