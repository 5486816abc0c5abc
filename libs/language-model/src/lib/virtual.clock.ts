import type { Clock } from './clock';

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

/** Lets everything that is ready run to its next wait, however many promises that takes. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A clock for tests: it starts at 0 and moves only when told, or, with `autoAdvance`, jumps to the next sleeper as soon
 * as everything that is awake has come to wait. Either way no time passes on the wall, and sleepers wake in the order of
 * their due times, those of one time in the order in which they went to sleep.
 */
export class VirtualClock implements Clock {
  private readonly sleepers: Sleeper[] = [];
  private readonly autoAdvance: boolean;
  private timeMs = 0;
  private jumpPending = false;

  constructor(options: { autoAdvance?: boolean } = {}) {
    this.autoAdvance = options.autoAdvance ?? false;
  }

  /** Sleeps that have neither ended nor been aborted: what a generation would leave behind. */
  get sleeping(): number {
    return this.sleepers.length;
  }

  now(): number {
    return this.timeMs;
  }

  after(ms: number, wake: () => void): () => void {
    const sleeper: Sleeper = {
      dueMs: this.timeMs + ms,
      wake: () => {
        callOff();
        wake();
      },
    };
    const callOff = () => {
      const index = this.sleepers.indexOf(sleeper);
      if (index >= 0) this.sleepers.splice(index, 1);
    };
    this.sleepers.push(sleeper);
    if (this.autoAdvance) void this.jump();
    return callOff;
  }

  /** Moves `ms` on and wakes every sleeper on the way, each at its own time. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.timeMs + ms;
    await settled();
    for (let next = this.next(); next && next.dueMs <= untilMs; next = this.next()) {
      this.timeMs = next.dueMs;
      next.wake();
      await settled();
    }
    this.timeMs = untilMs;
  }

  private async jump(): Promise<void> {
    if (this.jumpPending) return;
    this.jumpPending = true;
    await settled();
    this.jumpPending = false;
    const next = this.next();
    if (!next) return;
    this.timeMs = next.dueMs;
    next.wake();
    if (this.sleepers.length > 0) void this.jump();
  }

  private next(): Sleeper | undefined {
    return this.sleepers.reduce<Sleeper | undefined>(
      (first, sleeper) => (first && first.dueMs <= sleeper.dueMs ? first : sleeper),
      undefined,
    );
  }
}
