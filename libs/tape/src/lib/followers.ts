import type { TapeEvent } from './tape-event';
import type { TapeListener, Unsubscribe } from './tape-store';

/** The listeners of a store. One that throws has a fault of its own: it is reported as a process warning and disturbs nobody else. */
export class Followers {
  private readonly listeners = new Set<TapeListener>();
  /** Batches that are still to be told. Not empty while a batch is being told. */
  private readonly untold: (readonly TapeEvent[])[] = [];

  add(listener: TapeListener): Unsubscribe {
    // A function of its own, so that the same listener may follow twice.
    const own: TapeListener = (events) => listener(events);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  /** A listener may append: what it appended is told when all have been told of what came before, so that each sees the order of the tape. */
  notify(events: readonly TapeEvent[]): void {
    if (events.length === 0) return;
    this.untold.push(events);
    if (this.untold.length > 1) return;
    for (let next = this.untold[0]; next; next = this.untold[0]) {
      this.tell(next);
      this.untold.shift();
    }
  }

  private tell(events: readonly TapeEvent[]): void {
    // A copy, since a listener may add another: that one follows from the next batch on.
    for (const listener of [...this.listeners]) {
      if (!this.listeners.has(listener)) continue;
      try {
        listener(events);
      } catch (error) {
        process.emitWarning(String(error));
      }
    }
  }
}
