import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import type { History } from '../support/histories';
import { get, type Resource } from '../support/http.request';
import { Recording } from '../support/recording';
import { complaintsOf, descriptorsAre, openDescriptors, resourcesOf, TELLING } from '../support/process.resources';
import { stateOf } from '../support/stream.events';
import { HttpReader } from '../support/http.reader';
import { longGeneration, longNews, longOrder, type LongRead } from '../support/long.reads';
import { View } from '../support/view';

const READERS = 20;
/** What each of them does before it settles down. */
const ACTS = 16;
/** Rounds of appends of some 120 KB each: as many as the acts last, and no fewer than this, so that there is much to miss. */
const ROUNDS_MIN = 40;
/** A channel keeps its newest 1,000 stories, and a state of many megabytes is slow to compare. */
const ROUNDS_MAX = 140;
const FEW_ETAS = 20;
const SIP_BYTES = 8_192;

/** Chances that can be had again: mulberry32. */
function chances(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Somebody who opens a stream, reads a bit, stalls, sips, leaves, comes back, and forgets nothing. */
class Wanderer {
  readonly view = new View();

  constructor(
    private readonly url: string,
    private readonly appended: Recording<number>,
    private readonly chance: (below: number) => number,
  ) {}

  async act(): Promise<void> {
    using reader = await HttpReader.open(this.url, this.view.lastEventId);
    reader.wake();
    const frames = 1 + this.chance(40);
    await this.someTime(reader, () => reader.frames.items.length >= frames);
    const how = this.chance(5);
    if (how <= 1) reader.stall();
    for (let sips = 0; how === 1 && sips < 10; sips += 1) {
      await this.moreAppends(1);
      reader.sip(SIP_BYTES);
    }
    if (how === 0) await this.moreAppends(this.chance(60));
    if (how <= 1 && this.chance(2)) {
      reader.wake();
      await this.someTime(reader, () => reader.frames.items.length >= 2 * frames);
    }
    await reader.leave(this.chance(2) ? 'FIN' : 'RST');
    this.view.take(reader.frames.items);
  }

  /** Reads on until it has every topic at a version. */
  async settle(versions: ReadonlyMap<string, number>): Promise<void> {
    const behind = () => [...versions].filter(([topic, version]) => this.view.version(topic) < version);
    while (behind().length > 0) {
      using reader = await HttpReader.open(this.url, this.view.lastEventId);
      reader.wake();
      await this.someTime(reader, () => reader.frames.items.some(({ event }) => event === 'tape.caught-up'));
      await reader.leave();
      this.view.take(reader.frames.items);
    }
  }

  /** Until it is so, or the server has broken off. */
  private async someTime({ frames }: HttpReader, isSo: () => boolean): Promise<void> {
    await frames.until('enough frames', isSo).catch((error: unknown) => {
      if (!frames.isOver) throw error;
    });
  }

  private async moreAppends(count: number): Promise<void> {
    const enough = this.appended.items.length + count;
    await this.appended
      .until(`${count} more appends`, ({ length }) => length >= enough)
      .catch((error: unknown) => {
        if (!this.appended.isOver) throw error;
      });
  }
}

async function stateAndVersion({ resourceUrl }: History): Promise<{ version: number; state: object }> {
  const { body } = await get<Resource>(resourceUrl);
  return { version: body.version, state: stateOf(body) };
}

/** Appends to all until nobody moves any more. */
async function tell(reads: readonly LongRead[], appended: Recording<number>, moving: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && (round < ROUNDS_MIN || moving()); round += 1) {
    await Promise.all(reads.map((read) => read.append()));
    appended.push(round);
  }
  appended.end('all was told');
}

const streamOf = (api: Api, reads: readonly LongRead[]): string =>
  `${api.url}/v1/stream?${reads.map(({ topic }) => `topic=${topic}`).join('&')}`;

it('readers that come, stall, sip, leave and come back at random all end with what the tape has', async () => {
  const seed = Number(process.env['CHURN_SEED'] ?? Date.now() % 1_000_000);
  console.info(`churn: CHURN_SEED=${seed}`);
  await using api = await startApi({ env: { STALL_MS: '300', HEARTBEAT_MS: '100', NODE_OPTIONS: TELLING } });
  const descriptors = openDescriptors(api);
  const { active } = await resourcesOf(api);
  const reads = await Promise.all([longNews(api), longOrder(api, FEW_ETAS), longGeneration(api)]);
  const urls = [...reads.map(({ streamUrl }) => streamUrl), streamOf(api, reads), streamOf(api, reads.slice(1))];

  const appended = new Recording<number>();
  const wanderers = Array.from(
    { length: READERS },
    (_, n) => new Wanderer(urls[n % urls.length] ?? '', appended, chances(seed + n)),
  );
  let moving = READERS;
  const walks = wanderers.map(async (wanderer) => {
    for (let act = 0; act < ACTS; act += 1) await wanderer.act();
    moving -= 1;
  });
  await Promise.all([...walks, tell(reads, appended, () => moving > 0)]);

  const ends = new Map(
    await Promise.all(reads.map(async (read) => [read.topic, await stateAndVersion(read)] as const)),
  );
  const topicsOf = (n: number): LongRead[] => {
    const [news, order, generation] = reads;
    const selections = [[news], [order], [generation], reads, reads.slice(1)];
    return (selections[n % selections.length] ?? []).filter((read) => read !== undefined);
  };
  for (const [n, wanderer] of wanderers.entries()) {
    const topics = topicsOf(n).map(({ topic }) => topic);
    await wanderer.settle(new Map(topics.map((topic) => [topic, ends.get(topic)?.version ?? 0])));
    expect(wanderer.view.faults).toEqual([]);
    for (const topic of topics) expect(wanderer.view.state(topic)).toEqual(ends.get(topic)?.state);
  }
  const sent = wanderers.reduce((sum, { view }) => sum + view.events, 0);
  const merged = wanderers.reduce((sum, { view }) => sum + view.merged, 0);
  console.info(`churn: ${appended.items.length} rounds of appends, ${sent} events read, ${merged} frames merged`);

  await descriptorsAre(api, descriptors);
  await eventually(
    () => 'as many timers and handles as before',
    async () => JSON.stringify((await resourcesOf(api)).active) === JSON.stringify(active),
  );
  expect(complaintsOf(api)).toBe('');
}, 60_000);
