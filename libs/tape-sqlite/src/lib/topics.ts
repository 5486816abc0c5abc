import type { Seq, Topic } from '@tickertape/wire';
import type { TapeRows, TopicRow } from './tape-rows';

/**
 * The topics that are known without asking the file, the least recently used forgotten first. True at any time, since no
 * other process writes the file and every commit is put here. A topic without events is remembered too: many wait for its
 * first.
 */
export class Topics {
  private readonly rows = new Map<Topic, TopicRow | undefined>();
  /** Those whose head in the file is an older one. */
  private readonly ahead = new Map<Topic, TopicRow>();

  constructor(
    private readonly file: TapeRows,
    private readonly capacity: number,
  ) {}

  find(name: Topic): TopicRow | undefined {
    if (!this.rows.has(name)) return this.put(name, this.ahead.get(name) ?? this.file.topic(name));
    const row = this.rows.get(name);
    // Last in the map is last to be forgotten.
    this.rows.delete(name);
    this.rows.set(name, row);
    return row;
  }

  /** Notes a head that the file will have later: see `headsWritten`. Call it after the commit of its events. */
  putAhead(row: TopicRow): void {
    this.ahead.set(row.name, row);
    this.put(row.name, row);
  }

  /** Notes a head that the file has now. */
  putTrimmed(row: TopicRow): void {
    // Still ahead when it was: the next heads that are written to the file may be older than this one.
    if (this.ahead.has(row.name)) this.ahead.set(row.name, row);
    this.put(row.name, row);
  }

  /** The file has the heads of all events up to `seq`. */
  headsWritten(upTo: Seq): void {
    for (const [name, { head }] of this.ahead) if (head.seq <= upTo) this.ahead.delete(name);
  }

  private put(name: Topic, row: TopicRow | undefined): TopicRow | undefined {
    this.rows.delete(name);
    this.rows.set(name, row);
    const oldest = this.rows.keys().next();
    if (this.rows.size > this.capacity && !oldest.done) this.rows.delete(oldest.value);
    return row;
  }
}
