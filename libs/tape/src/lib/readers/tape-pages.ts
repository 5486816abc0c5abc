import { isTopic, type Cursor, type Seq, type Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import type { TapeStore } from '../tape-store';
import type { TopicState, TopicStates } from '../topic-states';
import type { RecentEvents } from './recent-events';
import { expandTopics, headsOf } from './selected-topics';
import { FramedEvent } from './tape-frame';

/** The next events for a reader. */
export interface Page {
  readonly events: readonly FramedEvent[];
  /** Whether there may be more right after them. */
  readonly more: boolean;
  /** Topics of which events after the reader's place were trimmed before it could read them. */
  readonly expired: readonly Topic[];
}

/** Where the page of a cursor lies. */
export type CursorPage = NonNullable<Cursor['page']>;

/** The states of topics as of a place. */
export interface PlacedStates {
  readonly states: readonly TopicState[];
  /** Topics of which events before the place are no longer retained: nobody knows how they were. */
  readonly lost: readonly Topic[];
}

/** So many pages are kept for other readers at the same place: of thousands that come back together, one asks the store. */
const SHARED_PAGES = 16;

/** What readers read: pages from the end of the tape in memory or from the store, and snapshots. */
export class TapePages {
  /** How many pages of events the store was asked for. */
  storeReads = 0;
  private readonly shared = new Map<string, Promise<readonly FramedEvent[]>>();

  constructor(
    private readonly store: TapeStore,
    private readonly states: TopicStates,
    private readonly recent: RecentEvents,
    private readonly pageEvents: number,
  ) {}

  /**
   * The next events of topics after a place: from memory if all of them are there, else from the store.
   *
   * @param trimmed up to where events are missing that nobody expects.
   */
  async next(topics: readonly Topic[], after: Seq, trimmed?: ReadonlyMap<Topic, Seq>): Promise<Page> {
    const { pageEvents } = this;
    const recent = this.recent.after(topics, after);
    if (recent) return { events: recent.slice(0, pageEvents), more: recent.length > pageEvents, expired: [] };
    const place = `${after} ${topics.join(' ')}`;
    const known = this.shared.get(place);
    const events = await (known ?? this.share(place, topics, after));
    // After the read, so that no trim goes unseen.
    const expired = await this.expiredAfter(topics, after, trimmed);
    // A shared page may have been read some time ago: more has come since, even when it is empty.
    return { events, more: events.length > 0 || known !== undefined, expired };
  }

  /** Forgets the pages that readers share: they are worth keeping only while many readers come. */
  forgetShared(): void {
    this.shared.clear();
  }

  /** Reads a page, and has those that ask for the same one meanwhile wait for it too. */
  private share(place: string, topics: readonly Topic[], after: Seq): Promise<readonly FramedEvent[]> {
    const page = this.read(topics, after, this.pageEvents).then((events) =>
      events.map((event) => new FramedEvent(event, this.store.epoch)),
    );
    this.shared.set(place, page);
    const forget = () => {
      if (this.shared.get(place) === page) this.shared.delete(place);
    };
    // An empty page says that nothing has come, which is soon untrue.
    page.then((events) => events.length === 0 && forget(), forget);
    const oldest = this.shared.keys().next();
    if (this.shared.size > SHARED_PAGES && !oldest.done) this.shared.delete(oldest.value);
    return page;
  }

  private read(topics: readonly Topic[], after: Seq, limit: number): Promise<readonly TapeEvent[]> {
    this.storeReads += 1;
    return this.store.read(topics, after, limit);
  }

  /**
   * The page of a cursor once more: all events of topics in `(after, upTo]`. `undefined` when they are more than a page
   * has: nobody was given such a cursor, and no more than that is read for whoever made it up.
   */
  async again(topics: readonly Topic[], { after, upTo }: CursorPage): Promise<readonly TapeEvent[] | undefined> {
    if (topics.length === 0) return [];
    const events = await this.read(topics, after, this.pageEvents + 1);
    const within = events.filter(({ seq }) => seq <= upTo);
    return within.length > this.pageEvents ? undefined : within;
  }

  /** Of topics, and of those of whole families, those of which events after a place are not retained any more. */
  async expiredAfter(
    topics: readonly Topic[],
    after: Seq,
    trimmed?: ReadonlyMap<Topic, Seq>,
  ): Promise<readonly Topic[]> {
    const heads = await headsOf(topics, this.store);
    return heads
      .filter(([topic, { trimmedSeq }]) => trimmedSeq > Math.max(after, trimmed?.get(topic) ?? 0))
      .map(([topic]) => topic);
  }

  /** The states of topics, all as of one seq, `now()`. */
  async snapshot(topics: readonly Topic[], now: () => Seq): Promise<{ seq: Seq; states: readonly TopicState[] }> {
    for (;;) {
      for (const topic of topics) if (isTopic(topic)) await this.states.get(topic);
      const seq = now();
      const { states, lost } = await this.statesAt(topics, seq);
      // Trimmed under its feet, which is rare: once more, at a later seq.
      if (lost.length === 0) return { seq, states };
    }
  }

  /** The states of topics as they were at a place. A topic of a whole family that was not yet born then is left out. */
  async statesAt(topics: readonly Topic[], seq: Seq): Promise<PlacedStates> {
    const states: TopicState[] = [];
    const lost: Topic[] = [];
    const named = new Set(topics);
    for (const topic of await expandTopics(topics, this.store)) {
      const state = await this.states.at(topic, seq);
      if (!state) lost.push(topic);
      else if (state.version > 0 || named.has(topic)) states.push(state);
    }
    return { states, lost };
  }
}
