import { setTimeout as sleep } from 'node:timers/promises';
import { CountedSocket, type Bytes } from './counted.socket';
import { CrowdNotes, sumBytes, type Crowd, type CrowdTarget } from './crowd';
import { VersionScanner } from './version.scanner';

const READY_MARK = 'event: tape.caught-up';
/** So many connect at a time. */
const CONNECTING_MAX = 200;
const POLL_MS = 5;
const CONNECT_MS = 60_000;

/** Everybody has a stream open. */
export class StreamingCrowd implements Crowd {
  private readonly notes = new CrowdNotes();
  private readonly sockets: CountedSocket[] = [];
  private ready = 0;
  readonly counts = this.notes.counts;
  readonly answersMs = this.notes.answersMs;
  readonly reasons = this.notes.reasons;

  constructor(private readonly target: CrowdTarget) {}

  get bytes(): Bytes {
    return sumBytes(this.sockets);
  }

  async open(): Promise<void> {
    for (const [user, id] of this.target.orders.entries()) {
      this.follow(user, id);
      await this.until(() => this.sockets.length - this.ready < CONNECTING_MAX);
    }
    await this.until(() => this.ready === this.sockets.length);
  }

  close(): void {
    this.sockets.forEach((socket) => socket.cut());
  }

  private follow(user: number, id: string): void {
    const { port, see } = this.target;
    const scanner = new VersionScanner();
    let head: string | undefined = '';
    const socket = new CountedSocket(port, {
      text: (text) => {
        if (head !== undefined) {
          head += text;
          if (head.includes(READY_MARK)) {
            head = undefined;
            this.ready += 1;
          }
        }
        const versions = scanner.take(text);
        this.counts.changed += versions.length;
        versions.forEach((version) => see(user, version));
      },
      gone: (reason) => this.notes.fail(`a stream was lost: ${reason}`),
    });
    this.sockets.push(socket);
    this.counts.requests += 1;
    socket.write(`GET /v1/orders/${id}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`);
  }

  private async until(reached: () => boolean): Promise<void> {
    const from = performance.now();
    while (!reached()) {
      if (this.counts.failed > 0) throw new Error(this.reasons.join('; '));
      if (performance.now() - from > CONNECT_MS) throw new Error(`not all streams are open after ${CONNECT_MS} ms`);
      await sleep(POLL_MS);
    }
  }
}
