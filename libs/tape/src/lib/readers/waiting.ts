/** Timers of Node take at most so many milliseconds, and make 1 of more. */
const TIMER_MAX_MS = 2_147_483_647;

/** What a reader waits for: a wake-up call, or time, whichever comes first. At most one wait is under way. */
export class Waiting {
  private resolve: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  wake(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { resolve } = this;
    this.resolve = undefined;
    resolve?.();
  }

  untilWoken(): Promise<void> {
    return new Promise((resolve) => (this.resolve = resolve));
  }

  /** Waits for at most so many milliseconds, and returns what `goOn` says then. */
  async sleep(ms: number, goOn: () => boolean): Promise<boolean> {
    if (!goOn()) return false;
    const woken = this.untilWoken();
    this.timer = setTimeout(() => this.wake(), Math.min(ms, TIMER_MAX_MS));
    await woken;
    return goOn();
  }
}
