import { isAllShown, toMs, type FrameBody } from './frame-body';
import type { Shows } from './line';

/** The heartbeat of a stream that has not said its own: the server's default. */
const HEARTBEAT_MS = 15_000;

/** One connection, and how far it has come. */
export class Attempt {
  private readonly controller = new AbortController();
  heartbeatMs = HEARTBEAT_MS;
  hasHello = false;
  /** Whether it has shown what it is to show first: from here on it can be replaced without asking for it again. */
  isSettled = false;
  caughtUp = false;

  /**
   * @param topics what it carries.
   * @param shows what it is to show first.
   * @param isPoll whether it ends when it has caught up.
   */
  constructor(
    readonly topics: ReadonlySet<string>,
    public shows: Shows,
    readonly isPoll: boolean,
  ) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether all snapshots of a selector are still to come. */
  willShow(selector: string): boolean {
    return !this.hasHello && this.shows.selectors.has(selector);
  }

  abort(): void {
    this.controller.abort();
  }

  /** @param cursor of the frame. */
  see(type: string, body: FrameBody, cursor: string): void {
    if (isAllShown(type)) this.isSettled = true;
    if (type === 'tape.caught-up') this.caughtUp = true;
    if (type !== 'tape.hello') return;
    this.hasHello = true;
    this.heartbeatMs = toMs(body.heartbeatMs) || HEARTBEAT_MS;
    // A server that cannot use the cursor begins without one.
    if (cursor === '') this.shows = { selectors: this.topics, afresh: true };
  }
}
