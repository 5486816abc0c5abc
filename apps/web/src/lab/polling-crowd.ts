import { headBytes } from './raw-stream';
import type { Audience } from './staleness';

/** People who ask for an order again and again, spread evenly over the interval, each with the tag of what they have. */
export class PollingCrowd {
  readonly #tags: (string | null)[];
  readonly #asking: boolean[];
  readonly #abort = new AbortController();
  readonly #startedMs = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent = 0;
  requests = 0;
  bytes = 0;
  /** Answers that told nothing new. */
  unchanged = 0;
  /** Polls that were due while the one before had no answer yet. */
  leftOut = 0;

  constructor(
    private readonly path: string,
    private readonly people: number,
    private readonly everyMs: number,
    private readonly audience: Audience,
  ) {
    this.#tags = Array<string | null>(people).fill(null);
    this.#asking = Array<boolean>(people).fill(false);
    this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  /** Sends the polls that are due. A timer that was late is made up for: nobody asks more rarely for it. */
  #next(): void {
    const stepMs = this.everyMs / this.people;
    const due = Math.floor((performance.now() - this.#startedMs) / stepMs);
    for (; this.#sent <= due; this.#sent += 1) this.#askFor(this.#sent % this.people);
    const waitMs = this.#startedMs + this.#sent * stepMs - performance.now();
    this.#timer = setTimeout(() => this.#next(), waitMs);
  }

  #askFor(person: number): void {
    if (this.#asking[person]) {
      this.leftOut += 1;
      return;
    }
    this.#asking[person] = true;
    // Without an answer: asked again when it is due.
    void this.#poll(person)
      .catch(() => {})
      .finally(() => (this.#asking[person] = false));
  }

  async #poll(person: number): Promise<void> {
    this.requests += 1;
    const tag = this.#tags[person];
    const headers = { accept: 'application/json', ...(tag && { 'if-none-match': tag }) };
    // The tag is this person's own: the browser's cache is to be no part of it.
    const response = await fetch(this.path, { headers, cache: 'no-store', signal: this.#abort.signal });
    const body = await response.arrayBuffer();
    this.bytes += headBytes(response) + body.byteLength;
    if (response.status === 304) this.unchanged += 1;
    if (!response.ok) return;
    this.#tags[person] = response.headers.get('etag');
    const { version } = JSON.parse(new TextDecoder().decode(body)) as { version: number };
    this.audience.learn(person, version, performance.now());
  }
}
