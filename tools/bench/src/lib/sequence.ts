import type { Faults } from './continuity';

/** Follows events numbered from 1: a hole is a loss, a step back is a repeat. */
export class Sequence {
  readonly faults: Faults = { lost: 0, repeated: 0 };
  private reached = 0;

  /** The number of the last event. */
  get last(): number {
    return this.reached;
  }

  take(number: number): void {
    if (number > this.reached) {
      this.faults.lost += number - this.reached - 1;
      this.reached = number;
    } else this.faults.repeated += 1;
  }

  /** At the end: what should have come and has not is lost. */
  finish(last: number): Faults {
    const { lost, repeated } = this.faults;
    return { lost: lost + Math.max(0, last - this.reached), repeated };
  }
}
