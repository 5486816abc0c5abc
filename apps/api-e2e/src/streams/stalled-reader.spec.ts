import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import { startApi, type Api, type ApiEnv } from '../support/api.process';
import { eventsUrl, newChannel, type History, type Place } from '../support/histories';
import { get, post } from '../support/http.request';
import { Recording } from '../support/recording';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead, type StreamReader } from '../support/stream.reader';

const MEGABYTE = 1_000_000;
const STORY_CHARACTERS = 8_000;
/** As many as fit into the 64 KiB that a request may have. */
const STORIES_PER_APPEND = 7;
const APPEND_BYTES = STORIES_PER_APPEND * STORY_CHARACTERS;
/** What a server that queued for its slow reader could not stay under, and one that does not easily does. */
const GROWTH_MAX_BYTES = 60 * MEGABYTE;

/** The small heap makes V8 sweep soon: otherwise RSS tells what it has not yet thrown away, not what is held. */
const PATIENT: ApiEnv = { STALL_MS: '600000', NODE_OPTIONS: '--max-old-space-size=128' };

/** A client that has opened a stream and does not read: the kernels' buffers fill, and then nothing more goes out. */
class StalledReader implements Disposable {
  readonly frames = new Recording<ReceivedFrame>();

  constructor(private readonly response: IncomingMessage) {
    // A server that loses patience breaks the connection off.
    response.on('error', () => undefined);
  }

  static async open(url: string): Promise<StalledReader> {
    const [response] = (await once(httpGet(url, { agent: false }), 'response')) as [IncomingMessage];
    return new StalledReader(response);
  }

  wake(): void {
    const parser = createFrameParser({ onFrame: (frame) => this.frames.push(frame) });
    this.response.on('data', (bytes: Buffer) => parser.push(bytes));
    this.response.on('close', () => this.frames.end('the connection was closed'));
  }

  [Symbol.dispose](): void {
    this.response.destroy();
  }
}

/** Publishes stories, and after each append waits until the lively reader has them: it is not to be held up. */
async function publishPast(api: Api, channel: History, lively: StreamReader, appends: number): Promise<number> {
  let version = 0;
  for (let append = 0; append < appends; append += 1) {
    const stories = Array.from({ length: STORIES_PER_APPEND }, (_, i) => ({
      type: 'news.published',
      data: { storyId: `${append}-${i}`, headline: 'A long read', body: 'x'.repeat(STORY_CHARACTERS) },
    }));
    const { status, body } = await post<Place>(eventsUrl(api, channel), stories);
    expect(status).toBe(201);
    version = body.version;
    await lively.frames.until(`version ${version}`, (frames) => frames.at(-1)?.id === body.cursor);
  }
  return version;
}

const stateAt = async (channel: History): Promise<object> => stateOf((await get(channel.resourceUrl)).body);

it('100 MB of events past a reader that does not read leave the server as small as it was', async () => {
  await using api = await startApi({ env: PATIENT });
  const channel = newChannel(api);
  await using lively = await openStream(channel.streamUrl);
  await lively.event('tape.caught-up');
  using stalled = await StalledReader.open(channel.streamUrl);

  const before = api.rssBytes();
  const appends = Math.ceil((100 * MEGABYTE) / APPEND_BYTES);
  const version = await publishPast(api, channel, lively, appends);
  const growth = api.rssBytes() - before;
  console.info(`RSS after 100 MB past a stalled reader: ${Math.round(growth / MEGABYTE)} MB more`);
  expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
  expectNoGapAndNoRepeat(eventsOf(lively.frames.items));

  // The tape no longer has all that it missed: it is told so, and comes to where everybody is.
  stalled.wake();
  await stalled.frames.until('the end of the tape', (frames) => versionOf(frames) === version);
  expect(stalled.frames.items.map(({ event }) => event)).toContain('tape.gap');
  expect(foldFrames(stalled.frames.items).get(channel.topic)?.state).toEqual(await stateAt(channel));
}, 60_000);

it('a reader that wakes up gets everything that the tape still has, without gap or repeat', async () => {
  await using api = await startApi({ env: PATIENT });
  const channel = newChannel(api);
  await using lively = await openStream(channel.streamUrl);
  await lively.event('tape.caught-up');
  using stalled = await StalledReader.open(channel.streamUrl);
  const version = await publishPast(api, channel, lively, 140);
  stalled.wake();
  await stalled.frames.until('the last story', (frames) => versionOf(frames) === version);
  expect(eventsOf(stalled.frames.items)).toEqual(eventsOf(lively.frames.items));
});

it('a reader that stalls for too long is cut, and resumes by its cursor without gap or repeat', async () => {
  await using api = await startApi({ env: { STALL_MS: '300', HEARTBEAT_MS: '100' } });
  const channel = newChannel(api);
  await using lively = await openStream(channel.streamUrl);
  await lively.event('tape.caught-up');
  using stalled = await StalledReader.open(channel.streamUrl);
  const version = await publishPast(api, channel, lively, 140);
  // The heartbeats of the other one are the clock: a second later the server has lost its patience.
  const heartbeats = () => lively.frames.items.filter(({ event }) => event === 'tape.heartbeat').length;
  const soFar = heartbeats();
  await lively.frames.until('ten heartbeats', () => heartbeats() >= soFar + 10);

  stalled.wake();
  await stalled.frames.until('the cut', () => stalled.frames.isOver);
  expect(versionOf(stalled.frames.items)).toBeLessThan(version);
  const lastEventId = stalled.frames.items.at(-1)?.id;
  const rest = await readToHead(channel.streamUrl, { lastEventId });
  expect(eventsOf([...stalled.frames.items, ...rest])).toEqual(eventsOf(lively.frames.items));
});

/** The version that the last frame brought its reader to; 0 when it told of no topic. */
const versionOf = (frames: readonly ReceivedFrame[]): number =>
  [...foldFrames(frames.slice(-1)).values()][0]?.version ?? 0;
