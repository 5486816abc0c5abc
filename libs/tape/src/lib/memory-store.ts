import { parseTopic, type Seq, type Topic } from '@tickertape/wire';
import { checkBatch, planAppend, writeEvent, type CheckedEvent } from './append-batch';
import { createEpoch } from './epoch';
import { Followers } from './followers';
import { TapeError } from './tape-error';
import type { NewEvent, TapeEvent } from './tape-event';
import type {
  AppendOptions,
  AppendResult,
  Head,
  StoredSnapshot,
  TapeListener,
  TapeStore,
  TopicQuery,
  TopicSelector,
  Unsubscribe,
} from './tape-store';

const EMPTY: Head = { seq: 0, version: 0, closed: false, trimmedSeq: 0, trimmedVersion: 0 };

interface TopicLog {
  readonly topic: Topic;
  /** Retained events, oldest first. */
  events: TapeEvent[];
  head: Head;
  readonly byId: Map<string, TapeEvent>;
}

/** Index of the first event after `seq`: by halving, since a topic's events are in the order of the tape. */
function indexAfter(events: readonly TapeEvent[], seq: Seq): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A tape that lives as long as the process: for tests, and for apps that can lose it. */
export class MemoryTapeStore implements TapeStore {
  readonly epoch = createEpoch();
  private readonly logs = new Map<Topic, TopicLog>();
  /** Apart from the logs: a topic without events may have one. */
  private readonly snapshots = new Map<Topic, string>();
  private readonly followers = new Followers();
  private seq: Seq = 0;
  private time = 0;
  private closed = false;

  /** @param now the clock, in milliseconds; for tests. */
  constructor(private readonly now: () => number = Date.now) {}

  async append(topic: Topic, events: readonly NewEvent[], options: AppendOptions = {}): Promise<AppendResult> {
    this.assertOpen();
    const batch = checkBatch(events);
    const log = this.logs.get(topic) ?? { topic, events: [], head: EMPTY, byId: new Map<string, TapeEvent>() };
    const plan = planAppend(topic, log.head, batch, options, (id) => log.byId.get(id));
    this.time = Math.max(this.time, this.now());
    const written = plan.fresh.map(({ event, version }) => this.write(log, event, version));
    this.logs.set(topic, log);
    this.followers.notify(written);
    return plan.result(written);
  }

  async read(topics: TopicSelector, after: Seq, limit: number): Promise<readonly TapeEvent[]> {
    this.assertOpen();
    const pages = this.select(topics).map(({ events }) => {
      const from = indexAfter(events, after);
      return events.slice(from, from + limit);
    });
    if (pages.length === 1) return pages[0] ?? [];
    return pages
      .flat()
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit);
  }

  async readBack(topic: Topic, before: Seq, limit: number): Promise<readonly TapeEvent[]> {
    this.assertOpen();
    const events = this.logs.get(topic)?.events ?? [];
    const end = indexAfter(events, before - 1);
    return events.slice(Math.max(0, end - limit), end).reverse();
  }

  async head(topic: Topic): Promise<Head> {
    this.assertOpen();
    return this.logs.get(topic)?.head ?? EMPTY;
  }

  async lastSeq(): Promise<Seq> {
    this.assertOpen();
    return this.seq;
  }

  async topics({ family, open, after, limit }: TopicQuery): Promise<readonly Topic[]> {
    this.assertOpen();
    return [...this.logs.values()]
      .filter(({ topic, head }) => parseTopic(topic)?.family === family && !(open && head.closed))
      .map(({ topic }) => topic)
      .sort()
      .filter((topic) => after === undefined || topic > after)
      .slice(0, limit);
  }

  async loadSnapshot(topic: Topic): Promise<StoredSnapshot | undefined> {
    this.assertOpen();
    return this.snapshot(topic);
  }

  async saveSnapshot(topic: Topic, snapshot: StoredSnapshot): Promise<void> {
    this.assertOpen();
    const kept = this.snapshot(topic);
    if (!kept || kept.seq <= snapshot.seq) this.snapshots.set(topic, JSON.stringify(snapshot));
  }

  async trim(topic: Topic, upTo: Seq): Promise<void> {
    this.assertOpen();
    const log = this.logs.get(topic);
    if (!log) return;
    const dropped = log.events.splice(0, indexAfter(log.events, upTo));
    for (const { id } of dropped) if (id !== undefined) log.byId.delete(id);
    const last = dropped.at(-1);
    if (last) log.head = { ...log.head, trimmedSeq: last.seq, trimmedVersion: last.version };
  }

  follow(listener: TapeListener): Unsubscribe {
    return this.followers.add(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private write(log: TopicLog, checked: CheckedEvent, version: number): TapeEvent {
    this.seq += 1;
    const event = writeEvent(checked, { seq: this.seq, topic: log.topic, version, time: this.time });
    log.events.push(event);
    if (event.id !== undefined) log.byId.set(event.id, event);
    log.head = { ...log.head, seq: event.seq, version, closed: event.closes === true };
    return event;
  }

  private snapshot(topic: Topic): StoredSnapshot | undefined {
    const json = this.snapshots.get(topic);
    return json === undefined ? undefined : (JSON.parse(json) as StoredSnapshot);
  }

  private select(topics: TopicSelector): TopicLog[] {
    const families = new Set(topics.filter((topic) => topic.endsWith('/*')).map((topic) => topic.slice(0, -2)));
    if (families.size === 0) return [...new Set(topics)].flatMap((topic) => this.logs.get(topic) ?? []);
    return [...this.logs.values()].filter(
      ({ topic }) => topics.includes(topic) || families.has(parseTopic(topic)?.family ?? ''),
    );
  }

  private assertOpen(): void {
    if (this.closed) throw new TapeError('store_closed', 'the store is closed');
  }
}
