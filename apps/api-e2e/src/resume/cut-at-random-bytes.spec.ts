import fc from 'fast-check';
import { startApi, type Api } from '../support/api.process';
import { afterBytes, startCuttingProxy } from '../support/cutting.proxy';
import { follow, type Followed } from '../support/follow';
import {
  histories,
  newChannel,
  placeOrder,
  publish,
  startGeneration,
  stepThrough,
  tellGeneration,
  tellNews,
  tellOrder,
} from '../support/histories';
import { get } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { readToEnd, readToHead } from '../support/stream.reader';

// Headers are some 370 bytes, the shortest stream here is more than 800: the first cut always falls, and cuts fall everywhere.
// fast-check prints the seed and the cuts of a failure; with so few cuts there is little to shrink, and each attempt takes
// real time.
const cutBytes = fc.array(fc.integer({ min: 1, max: 800 }), { minLength: 1, maxLength: 12 });
const REPLAYS = { numRuns: 15, endOnFailure: true };
const LIVE_RUNS = { numRuns: 3, endOnFailure: true };

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

/** Follows a stream of the API through a proxy that cuts it at these bytes, connection by connection. */
async function followCut(url: string, bytes: readonly number[], done: Parameters<typeof follow>[1]): Promise<Followed> {
  await using proxy = await startCuttingProxy(api.port, bytes.map(afterBytes));
  const followed = await follow(url.replace(api.url, proxy.url), done);
  expect(proxy.cuts).toBeGreaterThan(0);
  return followed;
}

const viewOf = (frames: Followed['frames'], topic: string): unknown => foldFrames(frames).get(topic)?.state;
const stateAt = async (url: string): Promise<object> => stateOf((await get(url)).body);

describe.each(histories)('a replay of $family that is cut at random bytes', ({ tell }) => {
  it('brings the events of the uncut stream, each once and in order', async () => {
    const { topic, streamUrl, resourceUrl } = await tell(api);
    const url = `${streamUrl}?lastEventId=start`;
    const uncut = eventsOf(await readToHead(url));
    const state = await stateAt(resourceUrl);
    await fc.assert(
      fc.asyncProperty(cutBytes, async (bytes) => {
        const { frames } = await followCut(url, bytes, ({ event }) => event === 'tape.caught-up');
        expect(eventsOf(frames)).toEqual(uncut);
        expect(viewOf(frames, topic)).toEqual(state);
      }),
      REPLAYS,
    );
  });

  it('comes to the same state from a snapshot', async () => {
    const { topic, streamUrl, resourceUrl } = await tell(api);
    const state = await stateAt(resourceUrl);
    await fc.assert(
      fc.asyncProperty(cutBytes, async (bytes) => {
        const { frames } = await followCut(streamUrl, bytes, ({ event }) => event === 'tape.caught-up');
        expect(viewOf(frames, topic)).toEqual(state);
      }),
      REPLAYS,
    );
  });
});

it('a replay of many topics that is cut at random bytes brings every event once, in the order of the tape', async () => {
  const told = [await tellOrder(api), await tellNews(api), await tellGeneration(api), await tellNews(api)];
  const url = `${api.url}/v1/stream?${told.map(({ topic }) => `topic=${topic}`).join('&')}&lastEventId=start`;
  const uncut = eventsOf(await readToHead(url));
  await fc.assert(
    fc.asyncProperty(cutBytes, async (bytes) => {
      const { frames } = await followCut(url, bytes, ({ event }) => event === 'tape.caught-up');
      expect(eventsOf(frames)).toEqual(uncut);
    }),
    REPLAYS,
  );
});

describe('a live stream that is cut at random bytes', () => {
  const closed = ({ event }: { event: string }): boolean => event === 'tape.closed';

  /** What a reader that was cut must have seen: everything once, and the state that the resource has. */
  async function expectWhole({ frames }: Followed, topic: string, resourceUrl: string): Promise<void> {
    expectNoGapAndNoRepeat(eventsOf(frames));
    expect(viewOf(frames, topic)).toEqual(await stateAt(resourceUrl));
  }

  it('brings a generation without gap or repeat', async () => {
    await fc.assert(
      fc.asyncProperty(cutBytes, async (bytes) => {
        const { body } = await startGeneration(api, { maxTokens: 80 });
        const url = `${api.url}${body.links['stream']}?lastEventId=start`;
        const followed = await followCut(url, bytes, closed);
        await expectWhole(followed, body.topic, `${api.url}${body.links['self']}`);
        expect(eventsOf(followed.frames)).toEqual(eventsOf(await readToEnd(url)));
      }),
      LIVE_RUNS,
    );
  });

  it('brings an order without gap or repeat', async () => {
    await fc.assert(
      fc.asyncProperty(cutBytes, async (bytes) => {
        const placed = await placeOrder(api);
        const url = `${placed.streamUrl}?lastEventId=start`;
        const [followed] = await Promise.all([followCut(url, bytes, closed), stepThrough(placed)]);
        await expectWhole(followed, placed.topic, placed.resourceUrl);
      }),
      LIVE_RUNS,
    );
  });

  it('brings news of a whole family beside an order without gap or repeat', async () => {
    const storyCount = 60;
    await fc.assert(
      fc.asyncProperty(cutBytes, async (bytes) => {
        const channels = [newChannel(api), newChannel(api)];
        const placed = await placeOrder(api);
        const { cursor } = placed.order;
        const url = `${api.url}/v1/stream?topic=${placed.topic}&topic=news/*&lastEventId=${cursor}`;
        const [last] = channels.slice(-1);
        const done = ({ data }: { data: string }): boolean =>
          data.includes(`"${last?.topic}","version":${storyCount}`) && data.includes(`"time"`);
        const [followed] = await Promise.all([
          followCut(url, bytes, done),
          stepThrough(placed).then(async () => {
            for (let story = 1; story <= storyCount; story += 1)
              for (const channel of channels) await publish(api, channel, story);
          }),
        ]);
        expectNoGapAndNoRepeat(eventsOf(followed.frames), new Map([[placed.topic, 1]]));
        for (const { topic, resourceUrl } of channels)
          expect(viewOf(followed.frames, topic)).toEqual(await stateAt(resourceUrl));
      }),
      LIVE_RUNS,
    );
  });
});
