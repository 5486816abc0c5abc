/** When each version of a topic came to be, by one clock. */
export class History {
  readonly #times: number[] = [];

  get version(): number {
    return this.#times.length;
  }

  /** The next version is there. */
  add(atMs: number): void {
    this.#times.push(atMs);
  }

  timeOf(version: number): number | undefined {
    return this.#times[version - 1];
  }
}

/** How late a number of people come to know of the versions of a topic. */
export class Audience {
  readonly #known: number[];
  #delaySumMs = 0;
  #delays = 0;

  constructor(
    size: number,
    private readonly history: History,
  ) {
    this.#known = Array<number>(size).fill(history.version);
  }

  /** Somebody has seen a version, and with it every earlier one. */
  learn(person: number, version: number, atMs: number): void {
    const known = this.#known[person] ?? version;
    for (let seen = known + 1; seen <= version; seen += 1) {
      this.#delaySumMs += Math.max(0, atMs - (this.history.timeOf(seen) ?? atMs));
      this.#delays += 1;
    }
    this.#known[person] = Math.max(known, version);
  }

  /** The age of what people look at: since when it is not true any more, on average; 0 for those who are up to date. */
  stalenessMs(nowMs: number): number {
    const ages = this.#known.map((known) => Math.max(0, nowMs - (this.history.timeOf(known + 1) ?? nowMs)));
    return ages.reduce((sum, age) => sum + age, 0) / Math.max(1, ages.length);
  }

  /** From an update until somebody saw it, on average over all that were seen; `undefined` before the first. */
  get delayMs(): number | undefined {
    return this.#delays === 0 ? undefined : this.#delaySumMs / this.#delays;
  }
}
