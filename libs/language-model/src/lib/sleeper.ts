import type { Clock } from './clock';

/**
 * The sleeps of one generation, one after the other. It listens to the signal once for all of them: a listener for each
 * would cost more than the timer.
 */
export class Sleeper implements Disposable {
  private wake: (() => void) | undefined;
  private hasAborted: boolean;

  constructor(
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.hasAborted = signal.aborted;
    signal.addEventListener('abort', this.onAbort);
  }

  /** Whether the signal has aborted; asking it is cheap, asking the signal for every token is not. */
  get aborted(): boolean {
    return this.hasAborted;
  }

  /** Resolves after `ms`, or at once when the signal aborts or has aborted; `aborted` tells which. Infinity needs no timer. */
  sleep(ms: number): Promise<void> {
    if (this.hasAborted) return Promise.resolve();
    return new Promise((resolve) => {
      const callOff = ms === Infinity ? () => {} : this.clock.after(ms, () => this.wake?.());
      this.wake = () => {
        this.wake = undefined;
        callOff();
        resolve();
      };
    });
  }

  /** Ends the sleep that is pending, if one is: what it waited for has come. */
  interrupt(): void {
    this.wake?.();
  }

  /** Leaves no timer and no listener behind. */
  [Symbol.dispose](): void {
    this.signal.removeEventListener('abort', this.onAbort);
    this.wake?.();
  }

  private readonly onAbort = (): void => {
    this.hasAborted = true;
    this.wake?.();
  };
}
