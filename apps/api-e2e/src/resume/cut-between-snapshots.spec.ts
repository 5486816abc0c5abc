import { startApi } from '../support/api.process';
import { afterFrames, startCuttingProxy } from '../support/cutting.proxy';
import { publish, tellGeneration, tellNews, tellOrder } from '../support/histories';
import { get } from '../support/http.request';
import { foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

/** hello, four snapshots, caught-up: there are so many places between frames at least. */
const BOUNDARIES_MIN = 5;

it('a cut after any frame of a start with many topics loses no snapshot and no event', async () => {
  await using api = await startApi();
  const channel = await tellNews(api);
  const told = [await tellOrder(api), channel, await tellGeneration(api), await tellNews(api)];
  const path = `/v1/stream?${told.map(({ topic }) => `topic=${topic}`).join('&')}`;

  let boundaries = 0;
  for (let story = 100; ; story += 1) {
    await using proxy = await startCuttingProxy(api.port, [afterFrames(boundaries + 1)]);
    await using first = await openStream(proxy.url + path);
    await first.frames
      .until('the cut, or the head', (frames) => frames.at(-1)?.event === 'tape.caught-up')
      .catch((error: unknown) => {
        if (!first.frames.isOver) throw error;
      });
    if (proxy.cuts === 0) break;
    boundaries += 1;
    await first.end();
    // What happens while nobody reads must be in what follows, as an event or in a snapshot.
    await publish(api, channel, story);

    const rest = await readToHead(api.url + path, { lastEventId: first.lastEventId });
    const views = foldFrames([...first.frames.items, ...rest]);
    for (const { topic, resourceUrl } of told) {
      expect({ boundaries, topic, state: views.get(topic)?.state }).toEqual({
        boundaries,
        topic,
        state: stateOf((await get(resourceUrl)).body),
      });
    }
  }
  expect(boundaries).toBeGreaterThanOrEqual(BOUNDARIES_MIN);
});
