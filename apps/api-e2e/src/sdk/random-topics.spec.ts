import { createClient, type Client, type TapeMessage, type View } from '@tickertape/client';
import { news, type NewsState } from '@tickertape/events';
import fc from 'fast-check';
import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { scrape } from '../support/scrape';
import { stateOf } from '../support/stream.events';
import { cuttableFetch } from './cuttable.fetch';

let api: Api;
beforeAll(async () => void (api = await startApi({ env: { HEARTBEAT_MS: '1000', RETRY_MS: '20' } })));
afterAll(() => api?.[Symbol.asyncDispose]());

const CHANNELS = ['a', 'b', 'c', 'd'];
const WHOLE = 'news/*';

/** A loop over a topic or a whole family, all that it has seen recorded. */
class Loop {
  private readonly messages: TapeMessage[] = [];
  private readonly controller = new AbortController();

  constructor(client: Client, topic: string) {
    void this.run(client, topic);
  }

  of(topic: string): TapeMessage[] {
    return this.messages.filter((message) => message.topic === topic);
  }

  /** The last version of a topic; `undefined` when nothing was seen of it. */
  version(topic: string): number | undefined {
    return this.of(topic)
      .flatMap((message) => ('version' in message ? [message.version] : []))
      .at(-1);
  }

  end(): void {
    this.controller.abort();
  }

  private async run(client: Client, topic: string): Promise<void> {
    const { signal } = this.controller;
    for await (const message of client.events([topic], { signal })) this.messages.push(message);
  }
}

/** Adds and drops topics of one client, and counts what was appended. */
class Model {
  readonly network = cuttableFetch();
  readonly client = createClient({
    url: api.url,
    fetch: this.network.fetch,
    timing: { firstWaitMs: 20, longestWaitMs: 100 },
  });
  readonly versions = new Map<string, number>();
  readonly views = new Map<string, View<NewsState, unknown>>();
  readonly loops = new Map<string, Loop>();

  async publish(channel: string): Promise<void> {
    const version = (this.versions.get(channel) ?? 0) + 1;
    const data = { storyId: `${version}`, headline: `Story ${version}` };
    const appended = await this.client.append(`news/${channel}`, { type: 'news.published', data });
    this.versions.set(channel, version);
    expect(appended.version).toBe(version);
  }

  toggleView(channel: string): void {
    this.views.get(channel)?.close();
    if (!this.views.delete(channel)) this.views.set(channel, this.client.view(news, { channel }));
  }

  toggleLoop(topic: string): void {
    const loop = this.loops.get(topic);
    if (loop) this.expectWhole(topic, loop);
    loop?.end();
    if (!this.loops.delete(topic)) this.loops.set(topic, new Loop(this.client, topic));
  }

  get isSettled(): boolean {
    const isThere = (channel: string, version: number | undefined) => version === (this.versions.get(channel) ?? 0);
    const views = [...this.views];
    const loops = [...this.loops].flatMap(([topic, loop]) => this.topicsOf(topic).map((each) => [each, loop] as const));
    return (
      views.every(([channel, view]) => view.state !== undefined && isThere(channel, view.version)) &&
      loops.every(([topic, loop]) => isThere(topic.slice('news/'.length), loop.version(topic)))
    );
  }

  /** One snapshot, and every version behind it once. A stream that is cut before it has a place may start afresh. */
  expectWhole(followed: string, loop: Loop): void {
    for (const topic of this.topicsOf(followed)) {
      const messages = loop.of(topic);
      const placed = messages.slice(
        Math.max(
          0,
          messages.findLastIndex(({ cursor }) => cursor === ''),
        ),
      );
      const versions = placed.flatMap((message) => ('version' in message ? [message.version] : []));
      const [first = 0] = versions;
      expect({ topic, versions }).toEqual({ topic, versions: versions.map((_, at) => first + at) });
      const shown = placed.filter(({ type }) => type === 'tape.snapshot' || type === 'tape.gap');
      expect(shown.length).toBeLessThanOrEqual(1);
    }
  }

  /** Of a whole family those that have events here. */
  private topicsOf(followed: string): string[] {
    return followed === WHOLE ? [...this.versions.keys()].map((channel) => `news/${channel}`) : [followed];
  }

  close(): void {
    for (const loop of this.loops.values()) loop.end();
    this.client.close();
  }

  async expectSettled(): Promise<void> {
    await eventually(
      () => `everything has come; ${JSON.stringify([...this.versions])}`,
      () => this.isSettled,
    );
    for (const [topic, loop] of this.loops) this.expectWhole(topic, loop);
    await eventually(
      () => 'the server has one stream open at most',
      async () => ((await scrape(api)).get('tickertape_streams_open') ?? 0) <= 1,
    );
    for (const [channel, view] of this.views) {
      expect(view.state).toEqual(stateOf(await this.client.news.get(channel)));
    }
  }
}

const channel = fc.constantFrom(...CHANNELS);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('publish' as const), channel }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('view' as const, 'loop' as const), channel }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('family' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('kill' as const, 'stop' as const, 'settle' as const) }) },
);

it('views fold to what the server has, loops see every version once, and all share a stream, whatever comes and goes', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      run += 1;
      const model = new Model();
      const named = (name: string) => `${name}-${run}`;
      try {
        for (const each of steps) {
          if (each.kind === 'publish') await model.publish(named(each.channel));
          else if (each.kind === 'view') model.toggleView(named(each.channel));
          else if (each.kind === 'loop') model.toggleLoop(`news/${named(each.channel)}`);
          else if (each.kind === 'family') model.toggleLoop(WHOLE);
          else if (each.kind === 'cut') model.network.cut();
          else if (each.kind === 'settle') await model.expectSettled();
          else {
            await api.kill(each.kind === 'kill' ? 'SIGKILL' : 'SIGTERM');
            await api.restart();
          }
        }
        await model.expectSettled();
      } finally {
        model.close();
      }
    }),
    { numRuns: 8 },
  );
}, 180_000);
