import { isSelected, type Cursor, type Seq, type Topic } from '@tickertape/wire';
import { conflate, itemise, type PageItem } from './conflate';
import type { ReaderContext } from './reader-context';
import { without } from './selected-topics';

/** A replay longer than this is conflated from there on, where the family merges: its reader wants to catch up. */
const LONG_REPLAY_EVENTS = 1_024;

/** The frames of the next page, and where they lead. */
export interface CatchUpPage {
  readonly items: readonly PageItem[];
  /** The place reached once all items are written. */
  readonly upTo: Seq;
  readonly more: boolean;
  readonly expired: readonly Topic[];
}

/** The pages of one reader that is behind, conflated when it needs that. */
export class CatchUp {
  /** Whether the reader was seen to be slow. */
  lagging = false;
  private replayed = 0;

  /**
   * @param shown topics and whole families that were shown as of the cursor: a resumed page has nothing more of them.
   * @param throttled whether every page is conflated.
   * @param trimmed up to where events are missing that the reader was never to get.
   */
  constructor(
    private readonly context: ReaderContext,
    private readonly topics: readonly Topic[],
    private readonly shown: readonly Topic[],
    private readonly throttled: boolean,
    private readonly trimmed: ReadonlyMap<Topic, Seq> | undefined,
  ) {}

  async next({ seq, page }: Pick<Cursor, 'seq' | 'page'>): Promise<CatchUpPage> {
    const { pages, families } = this.context;
    if (page) {
      // Resumed inside a page: the same page again, and of it what the reader does not have.
      const topics = without(this.topics, this.shown);
      // No wider than it was when the start was decided: a page never grows.
      const events = (await pages.again(topics, page)) ?? [];
      // After the read, so that no trim goes unseen.
      const expired = await pages.expiredAfter(topics, page.after);
      const items = conflate(events, page.after, families);
      const shown = new Set(this.shown);
      const missing = items.filter(({ at, event }) => at.seq > seq && !isSelected(event.topic, shown));
      return { items: missing, upTo: page.upTo, more: true, expired };
    }
    const { events, more, expired } = await pages.next(this.topics, seq, this.trimmed);
    this.replayed += events.length;
    const merge = this.lagging || this.throttled || this.replayed > LONG_REPLAY_EVENTS;
    const items = merge
      ? conflate(
          events.map(({ event }) => event),
          seq,
          families,
        )
      : itemise(events);
    return { items, upTo: seq, more, expired };
  }

  /** The reader has everything: it starts afresh when it falls behind again. */
  done(): void {
    this.lagging = false;
    this.replayed = 0;
  }
}
