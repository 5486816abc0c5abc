import type { Seq } from '@tickertape/wire';
import type { StepSize } from './step-size';
import type { TapeRows } from './tape-rows';

/**
 * Writes the entries of some thousand events, in several transactions: each topic's entries are on pages of their own, so a
 * part is so many topics. What a crash cuts is written again from its beginning.
 */
export class IndexBatch {
  private readonly topics: readonly number[];
  private next = 0;

  constructor(
    private readonly rows: TapeRows,
    private readonly after: Seq,
    readonly upTo: Seq,
  ) {
    this.topics = rows.topicsBetween(after, upTo);
  }

  /** Writes the next part; true when it was the last. When it throws, nothing has changed. */
  step(size: StepSize): boolean {
    const { rows, after, upTo } = this;
    const began = performance.now();
    const part = this.topics.slice(this.next, this.next + size.size);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) {
      rows.transaction(() => rows.finishIndex(after, upTo));
      return true;
    }
    rows.transaction(() => rows.indexTopics(after, upTo, first, last));
    this.next += part.length;
    size.took(performance.now() - began, part.length);
    return false;
  }
}
