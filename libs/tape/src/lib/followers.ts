import type { TapeEvent } from './tape-event';
import type { TapeListener, Unsubscribe } from './tape-store';

/** The listeners of a store. One that throws has a fault of its own: it is reported as a process warning and disturbs nobody else. */
export class Followers {
  private readonly listeners = new Set<TapeListener>();

  add(listener: TapeListener): Unsubscribe {
    // A function of its own, so that the same listener may follow twice.
    const own: TapeListener = (events) => listener(events);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  notify(events: readonly TapeEvent[]): void {
    if (events.length === 0) return;
    for (const listener of this.listeners) {
      try {
        listener(events);
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}
