import { isAllShown, isEvent, toMs, type FrameBody } from './frame-body';
import type { Shows } from './line';

/** The heartbeat of a stream that does not say its own: the server's default. */
const HEARTBEAT_MS = 15_000;
/** Silence of so many heartbeats means that the connection is dead: two may be lost, and half a one is the network. */
const SILENT_HEARTBEATS = 2.5;

/** One connection, and how far it has come. */
export class Attempt {
  readonly controller = new AbortController();
  hasHello = false;
  /** Whether it has shown what it is to show first: from here on it can be replaced without asking for it again. */
  isSettled = false;
  caughtUp = false;
  /** Whether there was an event, or the silence that a heartbeat ends. */
  hasBrought = false;

  /**
   * @param topics what it carries.
   * @param shows what it is to show first.
   * @param isPoll whether it ends when it has caught up.
   * @param patienceMs how long a silence may be: from its hello on, as that says.
   */
  constructor(
    readonly topics: ReadonlySet<string>,
    public shows: Shows,
    readonly isPoll: boolean,
    public patienceMs: number,
  ) {}

  /** Whether all snapshots of a selector are still to come. */
  willShow(selector: string): boolean {
    return !this.hasHello && this.shows.selectors.has(selector);
  }

  /** @param cursor of the frame. */
  see(type: string, body: FrameBody, cursor: string): void {
    if (isAllShown(type)) this.isSettled = true;
    if (type === 'tape.caught-up') this.caughtUp = true;
    if (isEvent(type) || type === 'tape.heartbeat') this.hasBrought = true;
    if (type !== 'tape.hello') return;
    this.hasHello = true;
    this.patienceMs = (toMs(body.heartbeatMs) || HEARTBEAT_MS) * SILENT_HEARTBEATS;
    // A server that cannot use the cursor begins without one.
    if (cursor === '') this.shows = { selectors: this.topics, afresh: true };
  }
}
