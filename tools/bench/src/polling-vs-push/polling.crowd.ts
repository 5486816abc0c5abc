import { setTimeout as sleep } from 'node:timers/promises';
import { CountedSocket, type Bytes } from './counted.socket';
import { CrowdNotes, sumBytes, type Crowd, type CrowdTarget } from './crowd';
import { EvenSteps } from './even.steps';
import { readAnswer } from './poll.answer';

const OK = 200;
const NOT_MODIFIED = 304;
/** So many connect at a time. */
const CONNECTING_MAX = 200;
const LOOK_MS = 5;

/** Polls as a careful client does: on a connection that it keeps, and with the tag of what it has. */
class PollingUser {
  private readonly socket: CountedSocket;
  private etag: string | undefined;
  private text = '';
  /** When the poll was sent that has no answer yet. */
  private askedAt: number | undefined;

  constructor(
    private readonly path: string,
    { port, see }: { readonly port: number; see(version: number): void },
    private readonly notes: CrowdNotes,
  ) {
    this.socket = new CountedSocket(port, {
      text: (text) => {
        this.text += text;
        const answer = readAnswer(this.text);
        if (!answer) return;
        this.text = '';
        notes.answersMs.push(performance.now() - (this.askedAt ?? Number.NaN));
        this.askedAt = undefined;
        if (answer.status === OK) notes.counts.changed += 1;
        else if (answer.status === NOT_MODIFIED) notes.counts.unchanged += 1;
        else notes.fail(`a poll was answered ${answer.status}`);
        this.etag = answer.etag ?? this.etag;
        if (answer.version !== undefined) see(answer.version);
      },
      gone: (reason) => {
        this.text = '';
        // A connection that is closed while nobody asks is replaced by the next poll.
        if (this.askedAt !== undefined) notes.fail(`a poll was not answered: ${reason}`);
        this.askedAt = undefined;
      },
    });
  }

  get bytes(): Bytes {
    return this.socket.bytes;
  }

  poll(): void {
    if (this.askedAt !== undefined) {
      this.notes.counts.late += 1;
      return;
    }
    this.askedAt = performance.now();
    this.notes.counts.requests += 1;
    const known = this.etag === undefined ? '' : `If-None-Match: ${this.etag}\r\n`;
    this.socket.write(`GET ${this.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n${known}\r\n`);
  }

  cut(): void {
    this.socket.cut();
  }
}

/** Everybody polls every so often, spread evenly over that time. */
export class PollingCrowd implements Crowd {
  private readonly notes = new CrowdNotes();
  private readonly users: readonly PollingUser[];
  private polls: EvenSteps | undefined;
  readonly counts = this.notes.counts;
  readonly answersMs = this.notes.answersMs;
  readonly reasons = this.notes.reasons;

  constructor(
    { port, orders, see }: CrowdTarget,
    private readonly everyMs: number,
  ) {
    this.users = orders.map(
      (id, user) => new PollingUser(`/v1/orders/${id}`, { port, see: (version) => see(user, version) }, this.notes),
    );
  }

  get bytes(): Bytes {
    return sumBytes(this.users);
  }

  /** Everybody polls once, few at a time: what a flood of connections does is not what is measured. Then all poll on. */
  async open(): Promise<void> {
    for (const user of this.users) {
      user.poll();
      while (this.unanswered > CONNECTING_MAX) await sleep(LOOK_MS);
    }
    while (this.unanswered > 0) await sleep(LOOK_MS);
    const { length } = this.users;
    this.polls = new EvenSteps(this.everyMs / length, (step) => this.users[step % length]?.poll());
    await sleep(this.everyMs);
  }

  private get unanswered(): number {
    const { requests, changed, unchanged, failed } = this.counts;
    return requests - changed - unchanged - failed;
  }

  close(): void {
    void this.polls?.stop();
    this.users.forEach((user) => user.cut());
  }
}
