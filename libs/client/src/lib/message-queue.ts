/** What waits for a loop to take it. Made for one consumer. */
export class MessageQueue<T> implements AsyncIterator<T, undefined> {
  private items: T[] = [];
  private waiting: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void }[] = [];
  private end: { readonly error?: unknown } | undefined;

  /**
   * @param onNext called when somebody wants the next one and there is none.
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
    const item = this.items.shift();
    if (item !== undefined) return Promise.resolve({ done: false, value: item });
    if (this.end) {
      const { error } = this.end;
      // Once: a loop that goes on after an error is at its end.
      this.end = {};
      return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error as Error);
    }
    const result = new Promise<IteratorResult<T, undefined>>((resolve, reject) =>
      this.waiting.push({ resolve, reject }),
    );
    this.onNext();
    return result;
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.items = [];
    this.finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  private over(end: { readonly error?: unknown }): void {
    if (this.end) return;
    const [first, ...others] = this.waiting;
    this.waiting = [];
    // The error goes to the first who waits for it.
    this.end = first ? {} : end;
    if (end.error === undefined) first?.resolve({ done: true, value: undefined });
    else first?.reject(end.error);
    for (const { resolve } of others) resolve({ done: true, value: undefined });
    this.onReturn();
  }
}
