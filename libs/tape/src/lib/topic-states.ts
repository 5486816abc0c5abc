import { isTopic, parseTopic, type Seq, type Topic } from '@tickertape/wire';
import type { FamilyRegistry } from './family-registry';
import { TapeError } from './tape-error';
import type { TapeEvent } from './tape-event';
import { formatTime } from './tape-time';
import type { TapeStore, Unsubscribe } from './tape-store';

/** The state of a topic, folded up to an event. */
export interface TopicState<State = unknown> {
  readonly topic: Topic;
  /** Seq and version of the last event folded in; 0 for a topic without events. */
  readonly seq: Seq;
  readonly version: number;
  readonly closed: boolean;
  readonly state: State;
}

/** Events read from the store at once while a state is folded. */
const FOLD_PAGE_EVENTS = 500;
/** A topic's snapshot is stored again after so many more events: the longest fold that a cold start pays. */
const SNAPSHOT_EVERY_EVENTS = 500;

interface Live {
  current: TopicState;
  /** Version of the stored snapshot. */
  stored: number;
}

/**
 * The folded states of topics. A state that was asked for stays live: it follows the tape from then on, so that all live
 * states are of one moment, that of the last event followed. The least recently used are let go.
 */
export class TopicStates {
  private readonly live = new Map<Topic, Live>();
  private readonly loading = new Map<Topic, { result: Promise<TopicState>; pending: TapeEvent[] }>();
  private readonly unfollow: Unsubscribe;

  /**
   * @param onError told of an event that its family could not fold.
   * @param capacity how many states stay live.
   */
  constructor(
    private readonly store: TapeStore,
    private readonly families: FamilyRegistry,
    private readonly onError: (error: unknown) => void,
    private readonly capacity = 1_000,
  ) {
    this.unfollow = store.follow((events) => events.forEach((event) => this.take(event)));
  }

  /**
   * The state at the end of the tape. A topic without events has its family's initial state and version 0. Rejects with
   * `topic_not_found` for what is not one topic, as `family/*`.
   */
  async get(topic: Topic): Promise<TopicState> {
    const live = this.touch(topic);
    if (live) return live.current;
    if (!isTopic(topic)) throw new TapeError('topic_not_found', `"${topic}" is not one topic`, { topic });
    return this.load(topic);
  }

  /** The state as it was after the event at `seq`, or `undefined` when events before it are no longer retained. */
  async at(topic: Topic, seq: Seq): Promise<TopicState | undefined> {
    const current = await this.get(topic);
    if (current.seq <= seq) return current;
    const stored = await this.store.loadSnapshot(topic);
    let folded = this.initial(topic);
    if (stored && stored.seq <= seq) folded = { ...folded, ...stored };
    else if ((await this.store.head(topic)).trimmedSeq > 0) return undefined;
    for (;;) {
      const events = await this.store.read([topic], folded.seq, FOLD_PAGE_EVENTS);
      for (const event of events) {
        if (event.seq > seq) return folded;
        folded = this.fold(folded, event);
      }
      if (events.length === 0) return folded;
    }
  }

  /** Stores the snapshot of a topic as it is now, which must come before its events are trimmed. */
  async save(topic: Topic): Promise<TopicState> {
    const current = await this.get(topic);
    const { seq, version, state } = current;
    await this.store.saveSnapshot(topic, { seq, version, state });
    const live = this.live.get(topic);
    if (live) live.stored = version;
    return current;
  }

  close(): void {
    this.unfollow();
    this.live.clear();
  }

  private touch(topic: Topic): Live | undefined {
    const live = this.live.get(topic);
    if (live) {
      // A Map keeps insertion order: putting it last makes the first the least recently used.
      this.live.delete(topic);
      this.live.set(topic, live);
    }
    return live;
  }

  private load(topic: Topic): Promise<TopicState> {
    const under = this.loading.get(topic);
    if (under) return under.result;
    const pending: TapeEvent[] = [];
    const result = this.foldFromStore(topic, pending).finally(() => this.loading.delete(topic));
    this.loading.set(topic, { result, pending });
    return result;
  }

  private async foldFromStore(topic: Topic, pending: readonly TapeEvent[]): Promise<TopicState> {
    for (;;) {
      const head = await this.store.head(topic);
      const stored = await this.store.loadSnapshot(topic);
      const closed = head.closed && head.seq === stored?.seq;
      let folded: TopicState = { ...this.initial(topic), ...stored, closed };
      let whole = true;
      for (;;) {
        const events = await this.store.read([topic], folded.seq, FOLD_PAGE_EVENTS);
        // A hole means that events were trimmed since the snapshot was loaded: begin again with the one saved then.
        const { version } = folded;
        whole = events.every((event, i) => event.version === version + 1 + i);
        if (!whole) break;
        for (const event of events) folded = this.fold(folded, event);
        if (events.length < FOLD_PAGE_EVENTS) break;
      }
      if (!whole) continue;
      // From here on nothing waits, so no event can slip in between the fold and its following the tape.
      for (const event of pending) if (event.seq > folded.seq) folded = this.fold(folded, event);
      this.keep(topic, { current: folded, stored: stored?.version ?? 0 });
      return folded;
    }
  }

  private keep(topic: Topic, live: Live): void {
    this.live.set(topic, live);
    this.saveNowAndThen(topic, live);
    if (this.live.size <= this.capacity) return;
    const [oldest] = this.live.keys();
    if (oldest !== undefined) this.live.delete(oldest);
  }

  private take(event: TapeEvent): void {
    this.loading.get(event.topic)?.pending.push(event);
    const live = this.live.get(event.topic);
    if (!live || event.seq <= live.current.seq) return;
    // A hole: the event came from elsewhere and others are under way. The next one to ask reads the store.
    if (event.version !== live.current.version + 1) this.live.delete(event.topic);
    else {
      live.current = this.fold(live.current, event);
      this.saveNowAndThen(event.topic, live);
    }
  }

  private saveNowAndThen(topic: Topic, live: Live): void {
    const { seq, version, state } = live.current;
    if (version - live.stored < SNAPSHOT_EVERY_EVENTS) return;
    live.stored = version;
    // A snapshot only saves time: when it cannot be stored, the next cold start folds more events.
    this.store.saveSnapshot(topic, { seq, version, state }).catch(() => undefined);
  }

  private initial(topic: Topic): TopicState {
    const state: unknown = this.families.of(topic).family.initialState(parseTopic(topic)?.id ?? '');
    return { topic, seq: 0, version: 0, closed: false, state };
  }

  /** What is on the tape stays on it: an event that its family cannot fold changes nothing, and stops nobody. */
  private fold(folded: TopicState, event: TapeEvent): TopicState {
    const { topic, seq, version, type, data, time, closes } = event;
    const { family } = this.families.of(topic);
    let { state } = folded;
    try {
      state = family.evolve(state, { type, data, version, time: formatTime(time) });
    } catch (cause) {
      this.onError(new Error(`${topic}: ${type}, version ${version}, cannot be folded and is left out`, { cause }));
    }
    return { topic, seq, version, closed: closes === true, state };
  }
}
