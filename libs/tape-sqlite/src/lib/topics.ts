import type { Topic } from '@tickertape/wire';
import type { TapeRows, TopicRow } from './tape-rows';

/**
 * The topics that are known without asking the file, the least recently used forgotten first. True at any time, since no
 * other process writes the file and every commit is put here. A topic without events is remembered too: many wait for its
 * first.
 */
export class Topics {
  private readonly rows = new Map<Topic, TopicRow | undefined>();

  constructor(
    private readonly file: TapeRows,
    private readonly capacity: number,
  ) {}

  find(name: Topic): TopicRow | undefined {
    if (!this.rows.has(name)) return this.put(name, this.file.topic(name));
    const row = this.rows.get(name);
    // Last in the map is last to be forgotten.
    this.rows.delete(name);
    this.rows.set(name, row);
    return row;
  }

  /** Call it with what is committed, and never before. */
  put(name: Topic, row: TopicRow | undefined): TopicRow | undefined {
    this.rows.delete(name);
    this.rows.set(name, row);
    const oldest = this.rows.keys().next();
    if (this.rows.size > this.capacity && !oldest.done) this.rows.delete(oldest.value);
    return row;
  }
}
