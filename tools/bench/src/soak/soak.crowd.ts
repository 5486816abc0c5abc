import { Agent } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SoakReader } from './soak.reader';
import { HOT_TOPIC, type SoakTopics } from './soak.topics';
import type { SoakTotals } from './soak.totals';

/** Of a reader: connections, and how long it stays on one if the server does not end it before. */
const CONNECTIONS_MAX = 6;
const STAY_MAX_MS = 2_000;
const AWAY_MAX_MS = 200;
const TOPICS_MAX = 4;
/** Of what readers do. */
const STALLING = 0.01;
const HALF_A_HANDSHAKE = 0.15;
const STALL_MAX_MS = 1_500;
/** Of those that stall: what is behind their cursor is no longer retained. */
const TOO_LATE = 0.2;
/** Between two readers of a slot, so that a server that refuses is not asked without end. */
const PAUSE_MS = 20;

/** Readers that come, read, leave in every way, and come back: each slot has one after the other. */
export class SoakCrowd {
  private readonly live = new Set<SoakReader>();
  private readonly agents: Agent[] = [];
  private ending = false;
  private slots: Promise<unknown> = Promise.resolve();
  private deadline = Infinity;

  constructor(
    private readonly target: { readonly url: string; readonly port: number },
    private readonly topics: SoakTopics,
    private readonly totals: SoakTotals,
  ) {}

  start(slots: number): void {
    this.slots = Promise.all(Array.from({ length: slots }, (_, slot) => this.fill(slot)));
  }

  /**
   * Nobody new comes, and nothing is published any more: whoever reads stays until it has all, at most so long, and what
   * it does not have by then is lost. Then all leave.
   */
  async finish(deadlineMs: number): Promise<void> {
    this.ending = true;
    this.deadline = performance.now() + deadlineMs;
    await Promise.race([this.slots, sleep(deadlineMs)]);
    this.live.forEach((reader) => reader.leave('by reset'));
    await this.slots;
    this.agents.forEach((agent) => agent.destroy());
  }

  private async fill(slot: number): Promise<void> {
    // As browsers do, and as those do who open a connection for each request.
    const agent = new Agent({ keepAlive: slot % 2 === 0 });
    this.agents.push(agent);
    await sleep(Math.random() * STAY_MAX_MS);
    while (!this.ending) {
      const chance = Math.random();
      if (chance < STALLING) await this.stall(agent);
      else if (chance < STALLING + HALF_A_HANDSHAKE) await this.breakHandshake();
      else await this.follow(agent);
      await sleep(PAUSE_MS);
    }
  }

  /** Reads over several connections; at the end of all, until it has everything. */
  private async follow(agent: Agent): Promise<void> {
    const topics = Array.from({ length: Math.ceil(Math.random() * TOPICS_MAX) }, () => this.topics.pick());
    const reader = new SoakReader(this.target.url, [...new Set(topics)], this.totals);
    this.live.add(reader);
    const times = Math.ceil(Math.random() * CONNECTIONS_MAX);
    for (let i = 0; this.ending ? this.isWanting(reader) : i < times && !reader.isDone; i += 1) {
      const over = reader.connect(agent);
      await Promise.race([over, this.stay(reader)]);
      if (reader.isConnected) reader.leave(Math.random() < 0.5 ? 'cleanly' : 'by reset');
      await over;
      if (!this.ending) await sleep(Math.random() * AWAY_MAX_MS);
    }
    this.live.delete(reader);
    if (reader.isDone || this.ending) this.totals.lost += reader.behind(this.topics.heads);
  }

  private isWanting(reader: SoakReader): boolean {
    return performance.now() < this.deadline && !reader.isDone && reader.behind(this.topics.heads) > 0;
  }

  /** Some time; from the end of all on, as long as something is wanting. */
  private async stay(reader: SoakReader): Promise<void> {
    const until = performance.now() + Math.random() * STAY_MAX_MS;
    while (performance.now() < until && !(this.ending && !this.isWanting(reader))) await sleep(PAUSE_MS);
  }

  /** A replay that fills the socket, of which nothing is taken for a while: read on, or cut by the server meanwhile. */
  private async stall(agent: Agent): Promise<void> {
    const from = Math.random() < TOO_LATE ? this.topics.expiredCursor : this.topics.hotCursor;
    const reader = new SoakReader(this.target.url, [HOT_TOPIC], this.totals, from);
    for (let i = 0; i < 2; i += 1) {
      reader.stall();
      const over = reader.connect(agent);
      await Promise.race([over, sleep(Math.random() * STALL_MAX_MS)]);
      reader.goOn();
      await Promise.race([over, sleep(Math.random() * STAY_MAX_MS)]);
      reader.leave('by reset');
      await over;
    }
  }

  /** A client that is gone before it has an answer: before, in the middle of, or right behind its request. */
  private async breakHandshake(): Promise<void> {
    this.totals.connections += 1;
    this.totals.leftInHandshake += 1;
    const socket = connect({ port: this.target.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    const gone = once(socket, 'close');
    const path = `/v1/stream?topic=${this.topics.pick()}`;
    const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`;
    socket.write(head.slice(0, Math.floor(Math.random() * 2 * head.length)));
    await sleep(Math.random() * 10);
    if (Math.random() < 0.5) socket.destroy();
    else socket.resetAndDestroy();
    await gone;
  }
}
