import type { Seq, Topic } from '@tickertape/wire';
import type { TapeEvent } from '../tape-event';
import type { TapeStore } from '../tape-store';
import type { TopicState, TopicStates } from '../topic-states';
import { expandTopics, headsOf } from './reader-start';
import type { TopicTail } from './topic-tail';

/** The next events for a reader. */
export interface Page {
  readonly events: readonly TapeEvent[];
  /** Whether there may be more right after them. */
  readonly more: boolean;
  /** Topics of which events after the reader's place were trimmed before it could read them. */
  readonly expired: readonly Topic[];
}

/** What readers read: pages from the tails or the store, and snapshots. */
export class TapePages {
  constructor(
    private readonly store: TapeStore,
    private readonly states: TopicStates,
    private readonly tails: ReadonlyMap<Topic, TopicTail>,
    private readonly pageEvents: number,
  ) {}

  /** The next events of topics after a place: from their tails if these have them all, else from the store. */
  async next(topics: readonly Topic[], after: Seq): Promise<Page> {
    const { pageEvents } = this;
    const recent = topics.map((topic) => this.tails.get(topic)?.after(after));
    if (recent.every((events) => events !== undefined)) {
      const events = recent.flat().map(({ event }) => event);
      if (recent.length > 1) events.sort((a, b) => a.seq - b.seq);
      const unique = events.filter((event, i) => event.seq !== events[i - 1]?.seq);
      return { events: unique.slice(0, pageEvents), more: unique.length > pageEvents, expired: [] };
    }
    const events = await this.store.read(topics, after, pageEvents);
    // After the read, so that no trim goes unseen.
    const heads = await headsOf(topics, this.store);
    const expired = heads.filter(([, { trimmedSeq }]) => trimmedSeq > after).map(([topic]) => topic);
    return { events, more: events.length === pageEvents, expired };
  }

  /** All events of topics in `(after, upTo]`. */
  async range(topics: readonly Topic[], after: Seq, upTo: Seq): Promise<TapeEvent[]> {
    const range: TapeEvent[] = [];
    for (;;) {
      const page = await this.store.read(topics, range.at(-1)?.seq ?? after, this.pageEvents);
      range.push(...page.filter(({ seq }) => seq <= upTo));
      if (page.length < this.pageEvents || (page.at(-1)?.seq ?? upTo) >= upTo) return range;
    }
  }

  /**
   * The states of topics, all as of one seq, `now()`. A topic of a whole family that is not yet born then is left out.
   */
  async snapshot(topics: readonly Topic[], now: () => Seq): Promise<{ seq: Seq; states: TopicState[] }> {
    const named = new Set(topics.filter((topic) => !topic.endsWith('/*')));
    for (;;) {
      for (const topic of named) await this.states.get(topic);
      const seq = now();
      const states: (TopicState | undefined)[] = [];
      for (const topic of await expandTopics(topics, this.store)) states.push(await this.states.at(topic, seq));
      const known = states.filter((state) => state !== undefined);
      // Trimmed under its feet, which is rare: once more, at a later seq.
      if (known.length < states.length) continue;
      return { seq, states: known.filter(({ topic, version }) => version > 0 || named.has(topic)) };
    }
  }

  /** The state of a topic as it was at a place; `undefined` when events before it are no longer retained. */
  stateAt(topic: Topic, seq: Seq): Promise<TopicState | undefined> {
    return this.states.at(topic, seq);
  }
}
