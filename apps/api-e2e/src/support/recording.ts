import { within } from './within';

/** How many of the last items a failed wait shows. */
const SHOWN_ITEMS = 5;

interface Waiter<T> {
  readonly matches: (items: readonly T[]) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** What has happened so far, in order, and a place to wait for what comes. */
export class Recording<T> {
  readonly items: T[] = [];
  private readonly waiters = new Set<Waiter<T>>();
  private over: string | undefined;

  get isOver(): boolean {
    return this.over !== undefined;
  }

  push(item: T): void {
    this.items.push(item);
    this.look();
  }

  /** Nothing more comes: whoever still waits has waited in vain. */
  end(reason: string): void {
    this.over ??= reason;
    this.look();
  }

  /** Waits until all items together match. Rejects at the end of the recording and at the deadline, with the last items. */
  async until(what: string, matches: (items: readonly T[]) => boolean): Promise<void> {
    const met = new Promise<void>((resolve, reject) => {
      this.waiters.add({ matches, resolve, reject });
      this.look();
    });
    const seen = () =>
      `${what}; seen ${this.items.length}, the last ${JSON.stringify(this.items.slice(-SHOWN_ITEMS), undefined, 1)}`;
    await within(seen, met);
  }

  /** The first item that matches, now or later. */
  async find(what: string, matches: (item: T) => boolean): Promise<T> {
    await this.until(what, (items) => items.some(matches));
    return this.items.find(matches) as T;
  }

  private look(): void {
    for (const waiter of this.waiters) {
      if (waiter.matches(this.items)) waiter.resolve();
      else if (this.over !== undefined) {
        const last = JSON.stringify(this.items.slice(-SHOWN_ITEMS), undefined, 1);
        waiter.reject(new Error(`${this.over} before it happened; seen ${this.items.length}, the last ${last}`));
      } else continue;
      this.waiters.delete(waiter);
    }
  }
}
