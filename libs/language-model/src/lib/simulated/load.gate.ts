import { LanguageModelError } from '../language-model.error';
import type { LoadOptions } from './simulated-language-model.options';

/** The places of a loaded model, and the queue for them. */
export class LoadGate {
  private running = 0;
  private readonly queue = new Set<() => void>();

  constructor(private readonly load: LoadOptions) {}

  /** Generations that run, and that wait. */
  get occupancy(): { running: number; queued: number } {
    return { running: this.running, queued: this.queue.size };
  }

  /** How many times as long a gap is as it would be without load, from 1. */
  get stretch(): number {
    const { maxConcurrent, slowdown = 0 } = this.load;
    return maxConcurrent === 1 ? 1 : 1 + (slowdown * Math.max(0, this.running - 1)) / (maxConcurrent - 1);
  }

  /**
   * Resolves with true when the generation has a place, which it then has to give back with `leave`; with false when the
   * signal aborted before. Fails with `overloaded` when the queue is full.
   */
  async enter(signal: AbortSignal): Promise<boolean> {
    const { maxConcurrent, maxQueued = 0, retryAfterMs = 1_000 } = this.load;
    if (signal.aborted) return false;
    if (this.running < maxConcurrent) {
      this.running++;
      return true;
    }
    if (this.queue.size >= maxQueued) {
      const reason = `${this.running} generations run and ${this.queue.size} wait`;
      const value = String(Math.ceil(retryAfterMs / 1000));
      const retryAfter = { header: 'retry-after', value } as const;
      throw new LanguageModelError('overloaded', { status: 503, reason, retryAfterMs, retryAfter });
    }
    return new Promise((resolve) => {
      const settle = (entered: boolean) => {
        this.queue.delete(enter);
        signal.removeEventListener('abort', giveUp);
        resolve(entered);
      };
      const enter = () => settle(true);
      const giveUp = () => settle(false);
      this.queue.add(enter);
      signal.addEventListener('abort', giveUp);
    });
  }

  /** Gives the place to the one that has waited longest, or frees it. */
  leave(): void {
    const [next] = this.queue;
    if (next) next();
    else this.running--;
  }
}
