import { startApi } from '../support/api.process';
import { newChannel, eventsUrl, placeOrder, startGeneration, type Place } from '../support/histories';
import { get, post } from '../support/http.request';
import { Recording } from '../support/recording';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

it('a generation whose server is killed is resumed to its interrupted end, with nothing lost and its usage told', async () => {
  await using api = await startApi();
  const { body } = await startGeneration(api, { model: 'sim-standard' });
  const streamUrl = `${api.url}${body.links['stream']}`;
  await using before = await openStream(`${streamUrl}?lastEventId=start`);
  await before.frames.until('five deltas', (frames) => eventsOf(frames).length > 5);
  await api.kill('SIGKILL');
  expect(await before.end()).toBe('cut');

  await api.restart();
  await using after = await openStream(streamUrl, { lastEventId: before.lastEventId });
  expect(await after.end()).toBe('ended');
  const frames = [...before.frames.items, ...after.frames.items];
  const events = eventsOf(frames);
  expectNoGapAndNoRepeat(events);
  expect(events.at(-1)).toMatchObject({
    type: 'generations.interrupted',
    data: { usage: { completionTokens: expect.any(Number) as number } },
  });
  const { body: resource } = await get<typeof body & { usage: { completionTokens: number } }>(
    `${api.url}${body.links['self']}`,
  );
  expect(foldFrames(frames).get(body.topic)?.state).toEqual(stateOf(resource));
  expect(resource).toMatchObject({ status: 'interrupted' });
  expect(resource.usage.completionTokens).toBeGreaterThan(0);
});

it('an order whose server is killed is carried on to the door by its courier', async () => {
  await using api = await startApi();
  const { topic, streamUrl, resourceUrl } = await placeOrder(api, { simulate: true });
  await using before = await openStream(`${streamUrl}?lastEventId=start`);
  await before.event('orders.cooking_started');
  await api.kill('SIGKILL');
  await before.end();

  await api.restart();
  await using after = await openStream(streamUrl, { lastEventId: before.lastEventId });
  expect(await after.end()).toBe('ended');
  const frames = [...before.frames.items, ...after.frames.items];
  expectNoGapAndNoRepeat(eventsOf(frames));
  expect(eventsOf(frames).at(-1)?.type).toBe('orders.delivered');
  expect(foldFrames(frames).get(topic)?.state).toEqual(stateOf((await get(resourceUrl)).body));
});

it('every append that was acknowledged before a kill is on the tape at its place', async () => {
  await using api = await startApi();
  const channels = Array.from({ length: 8 }, () => newChannel(api));
  for (let killed = 1; killed <= 2; killed += 1) {
    const acknowledged = new Recording<{ topic: string; storyId: string; place: Place }>();
    const writers = channels.map(async (channel, writer) => {
      for (let story = 1; ; story += 1) {
        const storyId = `${killed}-${writer}-${story}`;
        const data = { storyId, headline: 'acknowledged?' };
        const answer = await post<Place>(eventsUrl(api, channel), { type: 'news.published', data }).catch(
          () => undefined,
        );
        // The server is gone: what was under way was not acknowledged.
        if (!answer) return;
        expect(answer.status).toBe(201);
        acknowledged.push({ topic: channel.topic, storyId, place: answer.body });
      }
    });
    await acknowledged.until('200 acknowledged appends', ({ length }) => length >= 200);
    await api.kill('SIGKILL');
    await Promise.all(writers);

    await api.restart();
    const selection = channels.map(({ topic }) => `topic=${topic}`).join('&');
    const events = eventsOf(await readToHead(`${api.url}/v1/stream?${selection}&lastEventId=start`));
    expectNoGapAndNoRepeat(events);
    const stored = new Map(events.map(({ id, topic, version, data }) => [id, { topic, version, data }]));
    for (const { topic, storyId, place } of acknowledged.items) {
      expect(stored.get(place.cursor)).toMatchObject({ topic, version: place.version, data: { storyId } });
    }
  }
});
