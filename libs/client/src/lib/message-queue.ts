/** What waits for a loop to take it. Made for one consumer. */
export class MessageQueue<T> implements AsyncIterator<T, undefined> {
  private items: T[] = [];
  private readonly waiting: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void }[] =
    [];
  private end: { readonly error?: unknown } | undefined;

  /**
   * @param onNext called when somebody wants the next one and there is none. The queue fails with what it throws.
   * @param onReturn called once, when the loop is over for whatever reason.
   */
  constructor(
    private readonly onReturn: () => void,
    private readonly onNext: () => void = () => {},
  ) {}

  get length(): number {
    return this.items.length;
  }

  get isOver(): boolean {
    return this.end !== undefined;
  }

  push(item: T): void {
    if (this.end) return;
    const waiter = this.waiting.shift();
    if (waiter) waiter.resolve({ done: false, value: item });
    else this.items.push(item);
  }

  /** Nothing more comes; what waits is still taken, then the loop ends. */
  finish(): void {
    this.over({});
  }

  /** Nothing more comes; what waits is still taken, then the loop throws. */
  fail(error: unknown): void {
    this.over({ error });
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      const item = this.items.shift();
      if (item !== undefined) return resolve({ done: false, value: item });
      this.waiting.push({ resolve, reject });
      if (this.end) return this.answer();
      try {
        this.onNext();
      } catch (error) {
        this.fail(error);
      }
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.items = [];
    this.finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  private over(end: { readonly error?: unknown }): void {
    if (this.end) return;
    this.end = end;
    this.answer();
    this.onReturn();
  }

  /** Tells the end to all who wait. An error goes to the first alone: a loop that goes on after it is at its end. */
  private answer(): void {
    for (const { resolve, reject } of this.waiting.splice(0)) {
      if (this.end?.error === undefined) resolve({ done: true, value: undefined });
      else reject(this.end.error);
      this.end = {};
    }
  }
}
