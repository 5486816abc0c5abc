import type { EventMessage } from '@tickertape/wire';

/** What a reader can find wrong with the events of a topic. */
export interface Faults {
  /** Events that were passed over. */
  lost: number;
  /** Events that came again, or late. */
  repeated: number;
}

/** Follows the dense versions of one topic: a hole is a loss, a step back is a repeat. */
export class Continuity {
  readonly faults: Faults = { lost: 0, repeated: 0 };
  private reached = 0;

  /** The version of the last event. */
  get version(): number {
    return this.reached;
  }

  /** A snapshot stands for all events up to its version. */
  begin(version: number): void {
    this.reached = version;
  }

  /** Takes the next event; a merged one stands for as many as it says. */
  take({ version, merged = 1 }: Pick<EventMessage, 'version' | 'merged'>): void {
    const first = version - merged + 1;
    this.faults.lost += Math.max(0, first - this.reached - 1);
    this.faults.repeated += Math.max(0, Math.min(this.reached, version) - first + 1);
    this.reached = Math.max(this.reached, version);
  }
}
