import type { Bytes } from './counted.socket';

/** What the users of a run share. */
export interface CrowdTarget {
  readonly port: number;
  /** The id of each user's order. */
  readonly orders: readonly string[];
  /** The user has seen a version of the order. */
  see(user: number, version: number): void;
}

/** What the users have done so far; times in milliseconds. */
export interface CrowdCounts {
  /** Requests that were sent. */
  requests: number;
  /** Answers with something new, and those without. */
  changed: number;
  unchanged: number;
  /** Polls that were left out, since the one before had no answer yet. */
  late: number;
  /** Connections that were lost, and answers that were refusals. */
  failed: number;
}

/** All users, in one of the ways in which they can follow their orders. */
export interface Crowd {
  readonly counts: CrowdCounts;
  readonly bytes: Bytes;
  /** How long each answer to a request took, in milliseconds. */
  readonly answersMs: readonly number[];
  /** Why, of the first failures. */
  readonly reasons: readonly string[];
  /** Resolves when everybody follows. */
  open(): Promise<void>;
  close(): void;
}

const REASONS_SHOWN = 3;

/** Counts of nothing yet, and a note of what failed first. */
export class CrowdNotes {
  readonly counts: CrowdCounts = { requests: 0, changed: 0, unchanged: 0, late: 0, failed: 0 };
  readonly answersMs: number[] = [];
  readonly reasons: string[] = [];

  fail(reason: string): void {
    this.counts.failed += 1;
    if (this.reasons.length < REASONS_SHOWN) this.reasons.push(reason);
  }
}

export function sumBytes(all: readonly { readonly bytes: Bytes }[]): Bytes {
  return all.reduce((sum, { bytes }) => ({ up: sum.up + bytes.up, down: sum.down + bytes.down }), { up: 0, down: 0 });
}

/** Orders that nobody follows: what the updates alone cost. */
export class Nobody implements Crowd {
  private readonly notes = new CrowdNotes();
  readonly counts = this.notes.counts;
  readonly answersMs = this.notes.answersMs;
  readonly reasons = this.notes.reasons;
  readonly bytes: Bytes = { up: 0, down: 0 };

  open(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    // Nobody is there.
  }
}
