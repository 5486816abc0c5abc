import { request, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { createFrameParser, isControlEvent, type EventMessage, type Gap, type ReceivedFrame } from '@tickertape/wire';
import { Continuity } from '../lib/continuity';
import type { SoakTotals } from './soak.totals';

const NOTHING_FOLLOWS = 204;
const OK = 200;

/**
 * One reader of some topics, over as many connections as it takes: it goes on by its cursor and counts what it misses or
 * gets again, within a connection and from one to the next.
 */
export class SoakReader {
  private readonly topics = new Map<string, Continuity>();
  private readonly closed = new Set<string>();
  private cursor: string | undefined;
  private request: ClientRequest | undefined;
  private response: IncomingMessage | undefined;
  private opened = 0;
  private stalling = false;
  private connected = false;

  /** @param from begins with the events behind this cursor, not with snapshots. */
  constructor(
    private readonly url: string,
    topics: readonly string[],
    private readonly totals: SoakTotals,
    private readonly from?: string,
  ) {
    for (const topic of topics) this.topics.set(topic, new Continuity());
    this.cursor = from;
  }

  /** Whether a connection is open or under way. */
  get isConnected(): boolean {
    return this.connected;
  }

  /** Whether all topics are finished. */
  get isDone(): boolean {
    return this.closed.size === this.topics.size;
  }

  /** How many events of its topics it does not have. */
  behind(heads: ReadonlyMap<string, number>): number {
    const missing = [...this.topics].map(([topic, { version }]) => Math.max(0, (heads.get(topic) ?? 0) - version));
    return missing.reduce((sum, one) => sum + one, 0);
  }

  /** One connection. Resolves, never rejects, when it is over, whoever ended it. */
  connect(agent: Agent): Promise<void> {
    const { totals, cursor } = this;
    totals.connections += 1;
    this.opened += 1;
    if (this.opened > 1 && cursor) totals.resumed += 1;
    const query = [...this.topics.keys()].map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
    const headers = { Accept: 'text/event-stream', ...(cursor && { 'Last-Event-ID': cursor }) };
    this.connected = true;
    return new Promise((resolve) => {
      const over = (): void => {
        this.connected = false;
        resolve();
      };
      this.request = request(`${this.url}/v1/stream?${query}`, { agent, headers }, (response) => this.read(response))
        // A cut of either side; what it cost shows on the next connection.
        .on('error', over)
        .once('close', over);
      this.request.end();
    });
  }

  /** Takes nothing of its next connection, until `goOn`. */
  stall(): void {
    this.totals.stalled += 1;
    this.stalling = true;
  }

  goOn(): void {
    this.stalling = false;
    this.response?.resume();
  }

  leave(how: 'cleanly' | 'by reset'): void {
    if (!this.connected) return;
    if (how === 'cleanly') {
      this.totals.leftCleanly += 1;
      this.request?.destroy();
    } else {
      this.totals.leftByReset += 1;
      this.request?.socket?.resetAndDestroy();
      this.request?.destroy();
    }
  }

  private read(response: IncomingMessage): void {
    this.response = response;
    if (response.statusCode === NOTHING_FOLLOWS) [...this.topics.keys()].forEach((topic) => this.closed.add(topic));
    else if (response.statusCode !== OK) this.totals.fail(`the stream was answered ${response.statusCode}`);
    // Of a connection that was cut, what is left of a frame is not one.
    const parser = createFrameParser({ onFrame: (frame) => this.take(frame) });
    response.on('error', () => undefined);
    response.on('data', (bytes: Buffer) => {
      this.totals.bytes += bytes.length;
      if (response.statusCode === OK) parser.push(bytes);
    });
    if (this.stalling) response.pause();
  }

  private take({ id, event, data }: ReceivedFrame): void {
    if (id !== undefined) this.cursor = id;
    if (!isControlEvent(event)) this.takeEvent(JSON.parse(data) as EventMessage);
    else if (event === 'tape.heartbeat') this.totals.heartbeats += 1;
    else if (event === 'tape.snapshot') this.takeSnapshot(JSON.parse(data) as { topic: string; version: number });
    else if (event === 'tape.closed') this.closed.add((JSON.parse(data) as { topic: string }).topic);
    else if (event === 'tape.drain') this.totals.drained += 1;
    else if (event === 'tape.gap') this.takeGap(JSON.parse(data) as Gap);
    else if (event === 'tape.failed') this.totals.fail(`${event} ${data}`);
    if (event === 'tape.closed' && this.isDone) this.totals.finished += 1;
  }

  private takeEvent(message: EventMessage): void {
    this.totals.events += 1;
    const continuity = this.topics.get(message.topic);
    if (!continuity) return this.totals.fail(`an event of ${message.topic}, which was not asked for`);
    // What lies before the cursor that it was given is not lost to it.
    if (this.from && continuity.version === 0) continuity.begin(message.version - (message.merged ?? 1));
    const { lost, repeated } = continuity.faults;
    continuity.take(message);
    this.totals.lost += continuity.faults.lost - lost;
    this.totals.repeated += continuity.faults.repeated - repeated;
  }

  /** A snapshot stands for all before it, and never goes back behind what the reader had. */
  private takeSnapshot({ topic, version }: { readonly topic: string; readonly version: number }): void {
    const continuity = this.topics.get(topic);
    this.totals.repeated += Math.max(0, (continuity?.version ?? 0) - version);
    continuity?.begin(version);
  }

  private takeGap({ reason }: Gap): void {
    this.totals.gapsTold += 1;
    // A cursor that the server gave is none of the other reasons.
    if (reason !== 'expired') this.totals.fail(`tape.gap ${reason}`);
  }
}
