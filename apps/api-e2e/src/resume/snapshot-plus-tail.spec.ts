import { startApi, type Api } from '../support/api.process';
import { histories, newChannel, publish, startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { eventsOf, foldFrames, snapshotsOf, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

it.each(histories)(
  'a snapshot of $family at every cursor plus the tail from there equals the full replay',
  async ({ tell }) => {
    const { topic, streamUrl, resourceUrl } = await tell(api);
    const replay = (await readToHead(`${streamUrl}?lastEventId=start`)).filter(
      ({ event }) => !event.startsWith('tape.'),
    );
    const state = stateOf((await get(resourceUrl)).body);
    expect(foldFrames(replay).get(topic)?.state).toEqual(state);

    for (const [index, { id }] of replay.entries()) {
      const url = `${api.url}/v1/stream?topic=${topic}&snapshot=${topic}&lastEventId=${id}`;
      const frames = await readToHead(url);
      const upToHere = foldFrames(replay.slice(0, index + 1)).get(topic);
      expect(snapshotsOf(frames).get(topic)).toMatchObject({ topic, ...upToHere });
      expect(eventsOf(frames)).toEqual(eventsOf(replay.slice(index + 1)));
      expect(foldFrames(frames).get(topic)?.state).toEqual(state);
    }
  },
);

it('snapshots of a whole family at every cursor plus the tail from there equal the full replay', async () => {
  const channels = [newChannel(api), newChannel(api), newChannel(api)] as const;
  // The last one is born when the others have a past.
  for (const channel of [0, 1, 0, 0, 1, 2, 1, 2]) await publish(api, channels[channel] ?? channels[0], channel);
  const replay = (await readToHead(`${api.url}/v1/stream?topic=news/*&lastEventId=start`)).filter(
    ({ event }) => !event.startsWith('tape.'),
  );
  const whole = Object.fromEntries(foldFrames(replay));
  expect(Object.keys(whole)).toEqual(expect.arrayContaining(channels.map(({ topic }) => topic)));

  for (const [index, { id }] of replay.entries()) {
    const frames = await readToHead(`${api.url}/v1/stream?topic=news/*&snapshot=news/*&lastEventId=${id}`);
    const upToHere = foldFrames(replay.slice(0, index + 1));
    expect(snapshotsOf(frames).size).toBe(upToHere.size);
    expect(foldFrames(frames.filter(({ event }) => event === 'tape.snapshot'))).toEqual(upToHere);
    expect(eventsOf(frames)).toEqual(eventsOf(replay.slice(index + 1)));
    expect(Object.fromEntries(foldFrames(frames))).toEqual(whole);
  }
});

it('readers that join a running generation at any moment all come to the same state', async () => {
  const { body } = await startGeneration(api, { maxTokens: 120 });
  const streamUrl = `${api.url}${body.links['stream']}`;
  await using first = await openStream(streamUrl);
  const joined = [first];
  for (let seen = 1; seen <= 10; seen += 1) {
    await first.frames.until(`${seen} events`, (frames) => eventsOf(frames).length >= seen);
    joined.push(await openStream(streamUrl));
  }
  await Promise.all(joined.map((reader) => reader.end()));
  const state = stateOf((await get(`${api.url}${body.links['self']}`)).body);
  for (const { frames } of joined) expect(foldFrames(frames.items).get(body.topic)?.state).toEqual(state);
});
