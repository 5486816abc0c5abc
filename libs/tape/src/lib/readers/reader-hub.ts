import type { DrainReason, Seq, Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import type { TapeEvent } from '../tape-event';
import type { TapeStore, Unsubscribe } from '../tape-store';
import type { TopicStates } from '../topic-states';
import { Reader } from './reader';
import type { HubReader, ReaderContext } from './reader-context';
import { DEFAULT_READER_OPTIONS, type ReaderOptions } from './reader-options';
import type { ReaderSink } from './reader-sink';
import { ReaderCounts, takeStats, type ReaderStats, type ReaderSummary } from './reader-stats';
import { checkTopics, decideStart, type ReaderRequest, type ReaderStart } from './reader-start';
import { TapePages } from './tape-pages';
import { RecentEvents } from './recent-events';
import { FramedEvent } from './tape-frame';
import { Turn } from './turn';
import { Watchers } from './watchers';

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
  readonly counts = new ReaderCounts();
  private readonly readers = new Set<HubReader>();
  private readonly recent: RecentEvents;
  /** By topic, or by `family/*`. */
  private readonly watching = new Map<Topic, Watchers>();
  private readonly unwatched = new Set<(topic: Topic) => void>();
  private readonly endings = new Set<(summary: ReaderSummary) => void>();
  /** To the streams that are over. */
  private gone = { frames: 0, events: 0, bytes: 0 };
  private dirty: HubReader[] = [];
  private refusing = false;
  private readonly timer: NodeJS.Timeout;
  private readonly unfollow: Unsubscribe;

  constructor(
    private readonly store: TapeStore,
    readonly families: FamilyRegistry,
    states: TopicStates,
    options: ReaderOptions,
    readonly report: (error: unknown, requestId?: string) => void,
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

  /** Calls back with what there is to say of a stream that is over. One call a stream. */
  onEnd(listener: (summary: ReaderSummary) => void): Unsubscribe {
    this.endings.add(listener);
    return () => this.endings.delete(listener);
  }

  /** Counts since the process began, and the readers that are open. Looks at every one of them. */
  stats(): ReaderStats {
    return takeStats(this.counts, this.gone, this.readers, this.pages.storeReads);
  }

  /** Whether new streams are told to come back later, because the process is about to end. */
  get draining(): boolean {
    return this.refusing;
  }

  /** Whether there are as many readers as there may be: one more is told to come back later. */
  get isFull(): boolean {
    return this.readers.size >= this.options.maxReaders;
  }

  /** From now on new streams are told to come back later. Those that are open go on, until they are drained. */
  refuse(): void {
    this.refusing = true;
  }

  /** Checks a request and decides where the stream starts. Rejects with a `TapeError`, while an HTTP error can still be sent. */
  async prepare(request: ReaderRequest): Promise<PreparedReader> {
    const unique = { ...request, topics: [...new Set(request.topics)] };
    await checkTopics(unique, this.store, this.families);
    return { request: unique, start: await decideStart(unique, this.store, this.pages) };
  }

  /** Opens a prepared stream onto a sink. A finished one ends at once, without a frame. */
  open({ request, start }: PreparedReader, sink: ReaderSink): Reader | undefined {
    if (start.kind === 'finished') {
      sink.end();
      return undefined;
    }
    const { maxStreamMs, random } = this.options;
    const jittered = Math.round(maxStreamMs * (1 - LIFETIME_JITTER * random()));
    const lifetimeMs = request.untilFinished ? Infinity : Math.min(jittered, request.maxStreamMs ?? Infinity);
    const reader = new Reader(this, request, start, sink, lifetimeMs);
    const refused = this.refusing ? 'shutdown' : this.isFull ? 'overloaded' : undefined;
    this.readers.add(reader);
    this.counts.opened += 1;
    for (const topic of request.topics) this.watch(topic, reader);
    // Never rejects: a reader turns its failures into its last frame. The first frame is written before this returns.
    void reader.run();
    if (refused) reader.drain(refused);
    return reader;
  }

  /** Tells every reader to come back later and ends its stream. New ones are told the same from now on. */
  drain(reason: DrainReason): void {
    this.refuse();
    for (const reader of [...this.readers]) reader.drain(reason);
  }

  close(): void {
    this.drain('shutdown');
    clearInterval(this.timer);
    this.unfollow();
  }

  // What follows is for readers.

  remove(reader: HubReader, summary: ReaderSummary): void {
    this.readers.delete(reader);
    const { reason, frames, events, bytes } = summary;
    this.counts.ended[reason] += 1;
    this.gone = {
      frames: this.gone.frames + frames,
      events: this.gone.events + events,
      bytes: this.gone.bytes + bytes,
    };
    for (const listener of this.endings) listener(summary);
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
    let watchers = this.watching.get(topic);
    if (!watchers) {
      watchers = new Watchers();
      this.watching.set(topic, watchers);
    }
    watchers.add(reader);
  }

  private dispatch(events: readonly TapeEvent[]): void {
    const framed = events.map((event) => new FramedEvent(event, this.epoch));
    const watched = new Set<Watchers>();
    for (const each of framed) {
      for (const watchers of [this.watching.get(each.event.topic), this.watching.get(each.family)]) {
        if (!watchers) continue;
        watched.add(watchers);
        if (watchers.alone.size > 0) watchers.turn.push(each);
        for (const reader of watchers.among) reader.offer(each);
      }
      this.lastSeq = Math.max(this.lastSeq, each.event.seq);
    }
    const elapsed = watched.size > 0 ? this.options.elapsed() : 0;
    for (const watchers of watched) {
      const turn = new Turn(watchers.turn, elapsed);
      watchers.turn = [];
      for (const reader of watchers.alone) reader.deliver(turn);
    }
    const { dirty } = this;
    this.dirty = [];
    for (const reader of dirty) reader.flush();
    this.remember(framed);
  }

  private remember(framed: readonly FramedEvent[]): void {
    this.counts.events += framed.length;
    const now = this.options.now();
    for (const each of framed) {
      // Its bytes are made: a reader has it.
      if (each.size > 0) this.counts.delivery.record(now - each.event.time);
      this.recent.push(each);
    }
  }

  private tick(tickMs: number): void {
    const elapsed = this.options.elapsed();
    for (const reader of this.readers) reader.tick(elapsed, tickMs);
    this.pages.forgetShared();
  }
}
