import type { Faults } from '../lib/continuity';

/** Of what went wrong, the first reasons say enough. */
const REASONS_SHOWN = 5;

/** What all readers and appends of a run came to. */
export class SoakTotals implements Faults {
  /** Connections that were opened, of any kind; the others are parts of it. */
  connections = 0;
  resumed = 0;
  /** Left by the client: in good order, by a reset, before the answer. */
  leftCleanly = 0;
  leftByReset = 0;
  leftInHandshake = 0;
  /** Readers that took nothing for a while. */
  stalled = 0;
  /** Ended by the server, by `tape.drain`, and because a topic was finished. */
  drained = 0;
  finished = 0;
  heartbeats = 0;
  /** Events at readers. */
  events = 0;
  bytes = 0;
  /** Gaps that readers were told of: what they missed is no longer retained. */
  gapsTold = 0;
  lost = 0;
  repeated = 0;
  /** Answers that were not expected; whatever they kept from a reader shows as lost. */
  failed = 0;
  readonly reasons: string[] = [];
  /** On the side of the producers. */
  appended = 0;
  topicsBegun = 0;
  topicsEnded = 0;

  fail(reason: string): void {
    this.failed += 1;
    if (this.reasons.length < REASONS_SHOWN) this.reasons.push(reason);
  }
}
