/**
 * Shares out the turns of the event loop: a commit, or a few milliseconds of upkeep, never both in one turn, so that the
 * loop is held up by the longest of them and not by their sum. In the order in which they were asked for.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  /** Does some work in a turn of its own: after every socket that was readable has been read, and before any timer. */
  next(work: () => void): void {
    this.waiting.push(work);
    if (this.waiting.length === 1) setImmediate(this.take);
  }

  private readonly take = (): void => {
    const [work] = this.waiting;
    try {
      work?.();
    } finally {
      this.waiting.shift();
      if (this.waiting.length > 0) setImmediate(this.take);
    }
  };
}
