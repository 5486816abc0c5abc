import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** Does something in equal steps of time until it is stopped; a step that comes late is told when it was due. */
export class EvenSteps {
  private running = true;
  private readonly loop: Promise<void>;

  /** @param act is given the number of the step, from 0, and when it was due, by `performance.now()`. */
  constructor(everyMs: number, act: (step: number, dueMs: number) => void) {
    this.loop = this.run(everyMs, act);
  }

  /** Resolves when nothing is done any more. */
  stop(): Promise<void> {
    this.running = false;
    return this.loop;
  }

  private async run(everyMs: number, act: (step: number, dueMs: number) => void): Promise<void> {
    const fromMs = performance.now();
    for (let step = 0; this.running; step += 1) {
      const dueMs = fromMs + step * everyMs;
      const waitMs = dueMs - performance.now();
      // Behind or not, answers are to be taken in between.
      if (waitMs > 0) await sleep(waitMs);
      else if (-waitMs > everyMs) await setImmediate();
      if (this.running) act(step, dueMs);
    }
  }
}
