import type { HubReader } from './reader-context';
import type { FramedEvent } from './tape-frame';

/** The readers of one topic, or of a whole family. */
export class Watchers {
  /** They read nothing else: they are given what comes in a turn at once. */
  readonly alone = new Set<HubReader>();
  /** They read other topics too: they are offered event by event, in the order of the tape. */
  readonly among = new Set<HubReader>();
  /** What has come in this turn, for those that are alone. */
  turn: FramedEvent[] = [];

  get size(): number {
    return this.alone.size + this.among.size;
  }

  add(reader: HubReader): void {
    this.setOf(reader).add(reader);
  }

  delete(reader: HubReader): boolean {
    return this.setOf(reader).delete(reader);
  }

  private setOf({ topics }: HubReader): Set<HubReader> {
    return topics.length === 1 ? this.alone : this.among;
  }
}
