/** The heartbeat of a stream that has not said its own: the server's default. */
const HEARTBEAT_MS = 15_000;

/** One connection, and how far it has come. */
export class Attempt {
  private readonly controller = new AbortController();
  private readonly unshown: Set<string>;
  heartbeatMs = HEARTBEAT_MS;
  hasHello = false;
  caughtUp = false;

  /**
   * @param topics what it carries.
   * @param shows of these it brings a snapshot first.
   * @param afresh whether it starts without a cursor; true too once it has told of a gap.
   * @param isPoll whether it ends when it has caught up.
   */
  constructor(
    readonly topics: ReadonlySet<string>,
    shows: Iterable<string>,
    public afresh: boolean,
    readonly isPoll: boolean,
  ) {
    this.unshown = new Set(shows);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether what it was to bring first has come: from here on it can be replaced without asking for it again. */
  get isSettled(): boolean {
    return this.caughtUp || (this.hasHello && this.unshown.size === 0);
  }

  abort(): void {
    this.controller.abort();
  }

  see(type: string, body: { readonly topic?: unknown; readonly heartbeatMs?: unknown }): void {
    switch (type) {
      case 'tape.hello':
        this.hasHello = true;
        if (Number(body.heartbeatMs) > 0) this.heartbeatMs = Number(body.heartbeatMs);
        return;
      case 'tape.snapshot':
        this.unshown.delete(String(body.topic));
        return;
      case 'tape.gap':
        this.afresh = true;
        return;
      case 'tape.caught-up':
        this.caughtUp = true;
    }
  }
}
