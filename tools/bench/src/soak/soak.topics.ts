import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestJson } from '../lib/json.request';
import type { SoakTotals } from './soak.totals';

/** News channels at once; each ends after so many appends, and another begins. */
const CHANNELS = 30;
const CHANNEL_APPENDS = 20;
const CHANNEL_PAUSE_MS = 10;
/** One channel that has so much that its retention is at work, and a replay of it fills a socket. */
export const HOT_TOPIC = 'news/soak-hot';
const HOT_EVENTS = 4;
const HOT_BODY_BYTES = 12_000;
const HOT_PAUSE_MS = 100;
/** With them it has more events than its retention keeps. */
const HOT_FIRST_REQUESTS = 280;
/** So many appends lie behind the cursor of a replay: several MiB, all retained. */
const HOT_REPLAY_REQUESTS = 200;
const ORDERS = 8;
const ORDER_PAUSE_MS = 150;
/** The rest is cancelled. */
const DELIVERED = 0.7;
const GENERATIONS = 3;
const GENERATION_TOKENS = 40;
const POLL_MS = 250;
/** Node ends a connection that is idle for five seconds: one that is older might be ended just as it is used again. */
const IDLE_MS = 4_000;

interface Resource {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** Topics that begin, have events, and end, all the time. */
export class SoakTopics {
  /** The version of the last event of each topic, as far as it is known here. */
  readonly heads = new Map<string, number>();
  /** Of the latest appends to the hot channel, oldest first. */
  private readonly hotCursors: string[] = [];
  private firstCursor: string | undefined;
  private readonly alive = new Set([HOT_TOPIC]);
  private readonly agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  private stopping = false;
  private loops: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly totals: SoakTotals,
  ) {}

  /** Begins; resolves when there is one of each kind, and the hot channel is full. */
  async start(): Promise<void> {
    for (let i = 0; i < HOT_FIRST_REQUESTS; i += 1) await this.publishHot();
    const loops = [
      this.repeat(HOT_PAUSE_MS, () => this.publishHot()),
      ...Array.from({ length: CHANNELS }, () => this.repeat(0, () => this.channel())),
      ...Array.from({ length: ORDERS }, () => this.repeat(0, () => this.order())),
      ...Array.from({ length: GENERATIONS }, () => this.repeat(0, () => this.generation())),
    ];
    this.loops = Promise.all(loops);
    while (this.alive.size < CHANNELS) await sleep(POLL_MS);
  }

  /** Begins nothing more, ends what can end, and waits for it. */
  async finish(): Promise<void> {
    this.stopping = true;
    await this.loops;
  }

  close(): void {
    this.agent.destroy();
  }

  /** A place on the hot channel, with so much behind it that it fills a socket. */
  get hotCursor(): string | undefined {
    return this.hotCursors[0];
  }

  /** A place of which so much is behind that a part of it is no longer retained. */
  get expiredCursor(): string | undefined {
    return this.firstCursor;
  }

  /** Some topic that is alive. */
  pick(): string {
    const topics = [...this.alive];
    return topics[Math.floor(Math.random() * topics.length)] ?? HOT_TOPIC;
  }

  private channel(): Promise<void> {
    return this.live(`news/soak-${Math.random().toString(36).slice(2)}`, async (topic) => {
      for (let i = 0; i < CHANNEL_APPENDS && !this.stopping; i += 1) {
        await this.publish(topic, 1 + Math.floor(Math.random() * 3), 20);
        await sleep(CHANNEL_PAUSE_MS * CHANNELS * 2 * Math.random());
      }
    });
  }

  private async order(): Promise<void> {
    const body = { items: [{ name: 'Soup', quantity: 2 }], address: 'Tape street 1' };
    const { id, version } = await this.post('/v1/orders', 201, body);
    await this.live(`orders/${id}`, async (topic) => {
      this.reach(topic, version, 1);
      const end = Math.random() < DELIVERED ? ['dispatch', 'deliver'] : ['cancel'];
      for (const step of ['start-cooking', ...end]) {
        await sleep(ORDER_PAUSE_MS * 2 * Math.random());
        this.reach(topic, (await this.post(`/v1/orders/${id}/${step}`, 200, {})).version, 1);
      }
    });
  }

  private async generation(): Promise<void> {
    const prompt = 'Tell the story of a tape.';
    const { id } = await this.post('/v1/generations', 201, { prompt, model: 'sim-long', maxTokens: GENERATION_TOKENS });
    await this.live(`generations/${id}`, async (topic) => {
      for (let status = 'queued'; status === 'queued' || status === 'running';) {
        await sleep(POLL_MS);
        const url = `${this.url}/v1/generations/${id}`;
        const resource = await requestJson<Resource>(url, this.agent, 200);
        status = resource.status;
        this.reach(topic, resource.version, resource.version - (this.heads.get(topic) ?? 0));
      }
    });
  }

  private async publishHot(): Promise<void> {
    const cursor = await this.publish(HOT_TOPIC, HOT_EVENTS, HOT_BODY_BYTES);
    this.firstCursor ??= cursor;
    this.hotCursors.push(cursor);
    if (this.hotCursors.length > HOT_REPLAY_REQUESTS) this.hotCursors.shift();
  }

  /** Returns the cursor of the last of the events. */
  private async publish(topic: string, count: number, bytes: number): Promise<string> {
    const body = 'x'.repeat(bytes);
    const events = Array.from({ length: count }, (_, i) => ({
      type: 'news.published',
      data: { storyId: `story-${(this.totals.appended + i) % 100}`, headline: 'Tape', body },
    }));
    const url = `${this.url}/v1/topics/${topic}/events`;
    const { cursor, version } = await requestJson<{ cursor: string; version: number }>(url, this.agent, 201, events);
    this.reach(topic, version, count);
    return cursor;
  }

  private post(path: string, status: number, body: object): Promise<Resource> {
    return requestJson<Resource>(this.url + path, this.agent, status, body);
  }

  /** A topic is there for readers from the first of its steps to the last, whatever becomes of them. */
  private async live(topic: string, steps: (topic: string) => Promise<void>): Promise<void> {
    this.totals.topicsBegun += 1;
    this.alive.add(topic);
    try {
      await steps(topic);
    } finally {
      this.totals.topicsEnded += 1;
      this.alive.delete(topic);
    }
  }

  private reach(topic: string, version: number, events: number): void {
    this.totals.appended += events;
    this.heads.set(topic, version);
  }

  private async repeat(pauseMs: number, step: () => Promise<void>): Promise<void> {
    while (!this.stopping) {
      await step().catch((error: unknown) => this.totals.fail(String(error)));
      await sleep(pauseMs);
    }
  }
}
