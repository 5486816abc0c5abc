import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { nowUs } from './clock';
import { writeStamp } from './stamp';

const US_PER_S = 1_000_000;
/** A server that is behind catches up; one that takes longer never does. */
const ANSWERS_MS = 60_000;
const POLL_MS = 5;
const ANSWER = 'HTTP/1.1 ';
const OK = 'HTTP/1.1 201';

export interface PublisherTarget {
  readonly port: number;
  readonly path: string;
}

/**
 * Publishes numbered events in equal steps of time, several on one connection without waiting for an answer: a server that
 * is behind gets no less to do, and the order stays. Each event says when it was due, so that lateness of any kind counts.
 */
export class Publisher {
  /** The number of the last event published. */
  last = 0;
  private socket: Socket | undefined;
  private requests = 0;
  private answers = 0;
  private refused: string | undefined;
  private running = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly target: PublisherTarget) {}

  /** @param perTurn how many events go into each request; `eventsPerSecond` counts events. */
  async start(eventsPerSecond: number, perTurn: number): Promise<void> {
    this.socket ??= await this.connect();
    this.running = true;
    this.loop = this.run((US_PER_S / eventsPerSecond) * perTurn, perTurn);
  }

  /** Publishes nothing more; the answers may still come. */
  async pause(): Promise<void> {
    this.running = false;
    await this.loop;
  }

  /** Publishes nothing more and waits for all answers, see `allAnswered`. */
  async stop(): Promise<void> {
    await this.pause();
    await this.allAnswered();
    this.socket?.destroy();
  }

  /** Waits for all answers. Rejects when one refused, or did not come. */
  async allAnswered(): Promise<void> {
    const from = performance.now();
    while (this.answers < this.requests && performance.now() - from < ANSWERS_MS) await sleep(POLL_MS);
    if (this.refused) throw new Error(`an event was refused: ${this.refused}`);
    if (this.answers < this.requests) throw new Error(`${this.requests - this.answers} requests were not answered`);
  }

  private async connect(): Promise<Socket> {
    const socket = connect({ port: this.target.port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    // Later errors show as missing answers.
    socket.on('error', () => undefined);
    let rest = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const text = rest + chunk;
      let from = 0;
      for (let at = text.indexOf(ANSWER); at >= 0 && at + OK.length <= text.length; at = text.indexOf(ANSWER, from)) {
        from = at + OK.length;
        this.answered(text.slice(at, from));
      }
      // A status line may be cut anywhere.
      rest = text.slice(Math.max(from, text.length - OK.length + 1));
    });
    return socket;
  }

  private answered(answer: string): void {
    this.answers += 1;
    if (!answer.startsWith(OK)) this.refused ??= answer;
  }

  private async run(intervalUs: number, perTurn: number): Promise<void> {
    for (let dueUs = nowUs(); this.running; dueUs += intervalUs) {
      const waitUs = dueUs - nowUs();
      // Behind or not, answers are to be taken between two requests.
      await (waitUs > 0 ? sleep(waitUs / 1_000) : setImmediate());
      this.publish(perTurn, dueUs);
    }
  }

  private publish(count: number, dueUs: number): void {
    const events = Array.from({ length: count }, () => {
      this.last += 1;
      return {
        type: 'news.published',
        data: { storyId: `story-${this.last}`, headline: `${writeStamp(this.last, dueUs)} Tape` },
      };
    });
    const body = JSON.stringify(count === 1 ? events[0] : events);
    const { path, port } = this.target;
    this.requests += 1;
    this.socket?.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
  }
}
