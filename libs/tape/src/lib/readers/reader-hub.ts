import type { DrainReason, Seq, Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import type { TapeEvent } from '../tape-event';
import type { TapeStore, Unsubscribe } from '../tape-store';
import type { TopicStates } from '../topic-states';
import { Reader } from './reader';
import type { HubReader, ReaderContext } from './reader-context';
import { DEFAULT_READER_OPTIONS, type ReaderOptions } from './reader-options';
import type { ReaderSink } from './reader-sink';
import { checkTopics, decideStart, type ReaderRequest, type ReaderStart } from './reader-start';
import { TapePages } from './tape-pages';
import { RecentEvents } from './recent-events';
import { FramedEvent } from './tape-frame';

/** A stream that may be opened: its topics are checked and its start is decided. */
export interface PreparedReader {
  readonly request: ReaderRequest;
  readonly start: ReaderStart;
}

/** Lifetimes are shortened by up to this share, so that connections made together do not end together. */
const LIFETIME_JITTER = 0.2;
/** The clock of the hub ticks so often in a heartbeat, and at least once a second. */
const TICKS_PER_HEARTBEAT = 5;
const TICK_MAX_MS = 1_000;

/** All readers of this process, and what feeds them. One timer serves them all. */
export class ReaderHub implements ReaderContext {
  readonly options: Required<ReaderOptions>;
  lastSeq: Seq = 0;
  readonly pages: TapePages;
  private readonly readers = new Set<HubReader>();
  private readonly recent: RecentEvents;
  /** By topic, or by `family/*`. */
  private readonly watching = new Map<Topic, Set<HubReader>>();
  private readonly unwatched = new Set<(topic: Topic) => void>();
  private dirty: HubReader[] = [];
  private draining = false;
  private readonly timer: NodeJS.Timeout;
  private readonly unfollow: Unsubscribe;

  constructor(
    private readonly store: TapeStore,
    readonly families: FamilyRegistry,
    states: TopicStates,
    options: ReaderOptions,
    readonly report: (error: unknown) => void,
  ) {
    this.options = { ...DEFAULT_READER_OPTIONS, ...options };
    this.recent = new RecentEvents(this.options.recentEvents);
    this.pages = new TapePages(store, states, this.recent, this.options.pageEvents);
    this.unfollow = store.follow((events) => this.dispatch(events));
    const tickMs = Math.min(TICK_MAX_MS, this.options.heartbeatMs / TICKS_PER_HEARTBEAT);
    this.timer = setInterval(() => this.tick(tickMs), tickMs).unref();
  }

  /** Finds the end of the tape. Called once, before the first stream. */
  async start(): Promise<void> {
    this.lastSeq = Math.max(this.lastSeq, await this.store.lastSeq());
    this.recent.begin(this.lastSeq);
  }

  get epoch(): string {
    return this.store.epoch;
  }

  /** How many readers there are, or how many a topic has. */
  count(topic?: Topic): number {
    return topic === undefined ? this.readers.size : (this.watching.get(topic)?.size ?? 0);
  }

  /** Calls back when the last reader of a topic has left. */
  onUnwatched(listener: (topic: Topic) => void): Unsubscribe {
    this.unwatched.add(listener);
    return () => this.unwatched.delete(listener);
  }

  /** Checks a request and decides where the stream starts. Rejects with a `TapeError`, while an HTTP error can still be sent. */
  async prepare(request: ReaderRequest): Promise<PreparedReader> {
    const unique = { ...request, topics: [...new Set(request.topics)] };
    await checkTopics(unique, this.store, this.families);
    return { request: unique, start: await decideStart(unique, this.store) };
  }

  /** Opens a prepared stream onto a sink. A finished one ends at once, without a frame. */
  open({ request, start }: PreparedReader, sink: ReaderSink): Reader | undefined {
    if (start.kind === 'finished') {
      sink.end();
      return undefined;
    }
    const { maxStreamMs, maxReaders, random } = this.options;
    const lifetimeMs = Math.round(maxStreamMs * (1 - LIFETIME_JITTER * random()));
    const reader = new Reader(this, request, start, sink, lifetimeMs);
    const refused = this.draining ? 'shutdown' : this.readers.size >= maxReaders ? 'overloaded' : undefined;
    this.readers.add(reader);
    for (const topic of request.topics) this.watch(topic, reader);
    // Never rejects: a reader turns its failures into its last frame. The first frame is written before this returns.
    void reader.run();
    if (refused) reader.drain(refused);
    return reader;
  }

  /** Tells every reader to come back later and ends its stream. New ones are told the same from now on. */
  drain(reason: DrainReason): void {
    this.draining = true;
    for (const reader of [...this.readers]) reader.drain(reason);
  }

  close(): void {
    this.drain('shutdown');
    clearInterval(this.timer);
    this.unfollow();
  }

  // What follows is for readers.

  remove(reader: HubReader): void {
    this.readers.delete(reader);
    for (const topic of reader.topics) {
      const readers = this.watching.get(topic);
      if (!readers?.delete(reader) || readers.size > 0) continue;
      this.watching.delete(topic);
      for (const listener of this.unwatched) listener(topic);
    }
  }

  flushLater(reader: HubReader): void {
    this.dirty.push(reader);
  }

  spread(ms: number): number {
    return Math.round(ms * (1 + this.options.random()));
  }

  private watch(topic: Topic, reader: HubReader): void {
    const readers = this.watching.get(topic);
    if (readers) readers.add(reader);
    else this.watching.set(topic, new Set([reader]));
  }

  private dispatch(events: readonly TapeEvent[]): void {
    const framed = events.map((event) => new FramedEvent(event, this.epoch));
    for (const each of framed) {
      this.offer(this.watching.get(each.event.topic), each);
      this.offer(this.watching.get(each.family), each);
      this.lastSeq = Math.max(this.lastSeq, each.event.seq);
    }
    const { dirty } = this;
    this.dirty = [];
    for (const reader of dirty) reader.flush();
    for (const each of framed) this.recent.push(each);
  }

  private offer(readers: ReadonlySet<HubReader> | undefined, framed: FramedEvent): void {
    for (const reader of readers ?? []) reader.offer(framed);
  }

  private tick(tickMs: number): void {
    const now = this.options.now();
    for (const reader of this.readers) reader.tick(now, tickMs);
    this.pages.forgetShared();
  }
}
