/** The longest that timers can wait (2^31 - 1 ms, 24 days); beyond it they do not wait at all. */
const TIMER_MAX_MS = 2_147_483_647;

/** One timer, that knows when it is late. */
export class Alarm {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = Infinity;

  get isSet(): boolean {
    return this.timer !== undefined;
  }

  /**
   * Calls back once after some time, instead of what was set before. `late`: it took more than twice as long, as when the
   * machine was asleep.
   */
  set(waitMs: number, call: (late: boolean) => void): void {
    this.clear();
    this.dueAt = Date.now() + waitMs;
    this.timer = setTimeout(
      () => {
        const late = Date.now() - this.dueAt > waitMs;
        this.clear();
        call(late);
      },
      Math.min(waitMs, TIMER_MAX_MS),
    );
  }

  /** As `set`, unless what was set before comes sooner. */
  setSooner(waitMs: number, call: () => void): void {
    if (Date.now() + waitMs < this.dueAt) this.set(waitMs, call);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dueAt = Infinity;
  }
}
