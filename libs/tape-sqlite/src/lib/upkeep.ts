import type { Turns } from './turns';
import type { WriteAheadLog } from './write-ahead-log';

/** A turn has no further step after so long, in milliseconds: with the longest, eight of the twenty that a turn may take. */
const TURN_MS = 4;

/**
 * What the store does beside appends and reads: trims, snapshots, the index. A few milliseconds of it in a turn of the event
 * loop, whoever asked for it, so that much at once delays nobody; in the order in which it was asked for.
 */
export class Upkeep {
  private readonly steps: (() => void)[] = [];
  private scheduled = false;

  constructor(
    private readonly log: { readonly held?: WriteAheadLog['held'] },
    private readonly turns: Turns,
  ) {}

  /** Takes a step when its turn comes. A step is to be done in a few milliseconds. */
  step<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.steps.push(() => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
      this.schedule();
    });
  }

  /** Takes all steps that are left, now. */
  finish(): void {
    for (let step = this.steps.shift(); step; step = this.steps.shift()) step();
  }

  private schedule(): void {
    if (this.scheduled || this.steps.length === 0) return;
    this.scheduled = true;
    this.turns.next(this.takeSome);
  }

  private readonly takeSome = (): void => {
    this.scheduled = false;
    if (this.log.held) {
      void this.log.held.then(() => this.schedule());
      return;
    }
    const endsAt = performance.now() + TURN_MS;
    for (let step = this.steps.shift(); step; step = performance.now() < endsAt ? this.steps.shift() : undefined)
      step();
    this.schedule();
  };
}
