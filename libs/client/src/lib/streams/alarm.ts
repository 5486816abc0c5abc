/** The longest that timers can wait (2^31 - 1 ms, 24 days); beyond it they do not wait at all. */
const TIMER_MAX_MS = 2_147_483_647;

/** One timer, that knows when it is late. */
export class Alarm {
  private timer: ReturnType<typeof setTimeout> | undefined;

  get isSet(): boolean {
    return this.timer !== undefined;
  }

  /**
   * Calls back once after some time, instead of what was set before. `late`: it took more than twice as long, as when the
   * machine was asleep.
   */
  set(waitMs: number, call: (late: boolean) => void): void {
    this.clear();
    const dueAt = Date.now() + waitMs;
    this.timer = setTimeout(
      () => {
        this.clear();
        call(Date.now() - dueAt > waitMs);
      },
      Math.min(waitMs, TIMER_MAX_MS),
    );
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
