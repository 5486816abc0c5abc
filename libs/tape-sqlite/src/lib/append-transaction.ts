import {
  planAppend,
  writeEvent,
  type AppendOptions,
  type AppendResult,
  type CheckedEvent,
  type TapeEvent,
} from '@tickertape/tape';
import { parseTopic, type Seq, type Topic } from '@tickertape/wire';
import { EMPTY_HEAD, type EventRow, type TapeRows, type TopicRow } from './tape-rows';
import type { Topics } from './topics';

/** What the store knows of the tape as a whole. */
export interface TapeState {
  readonly seq: Seq;
  /** Of the last event. */
  readonly time: number;
  readonly lastTopicId: number;
  readonly families: ReadonlyMap<string, number>;
}

/**
 * Several appends in one transaction of the file. It works on a draft of what the store knows: `keep` makes the draft
 * true after the commit, and when the transaction fails it is forgotten with this object.
 */
export class AppendTransaction {
  readonly written: TapeEvent[] = [];
  private readonly pending: EventRow[] = [];
  private readonly topics = new Map<Topic, TopicRow>();
  private families: ReadonlyMap<string, number>;
  private seq: Seq;
  private lastTopicId: number;

  constructor(
    private readonly rows: TapeRows,
    private readonly known: Topics,
    private readonly state: TapeState,
    private readonly time: number,
  ) {
    this.seq = state.seq;
    this.lastTopicId = state.lastTopicId;
    this.families = state.families;
  }

  /** Throws what `planAppend` throws, and then has written nothing of this append. */
  append(name: Topic, events: readonly CheckedEvent[], options: AppendOptions): AppendResult {
    const topic = this.topics.get(name) ?? this.known.find(name);
    const find = (id: string) => topic && this.eventById(topic, id);
    const plan = planAppend(name, topic?.head ?? EMPTY_HEAD, events, options, find);
    if (plan.fresh.length === 0) return plan.result([]);
    const row = topic ?? this.newTopic(name);
    let { head } = row;
    const written = plan.fresh.map(({ event, version }) => {
      this.seq += 1;
      const seq = this.seq;
      const { id, family } = row;
      const closes = event.closes ? 1 : 0;
      this.pending.push([seq, id, family, version, this.time, closes, event.type, event.id ?? null, event.json]);
      head = { ...head, seq, version, closed: event.closes === true };
      return writeEvent(event, { seq, topic: name, version, time: this.time });
    });
    this.topics.set(name, { ...row, head });
    this.written.push(...written);
    return plan.result(written);
  }

  /** The last step inside of the transaction. */
  write(): void {
    this.rows.addEvents(this.pending.splice(0));
  }

  /** Call it after the commit. */
  keep(): TapeState {
    for (const topic of this.topics.values()) this.known.putAhead(topic);
    const { seq, lastTopicId, families } = this;
    return { seq, time: this.written.length > 0 ? this.time : this.state.time, lastTopicId, families };
  }

  private newTopic(name: Topic): TopicRow {
    this.lastTopicId += 1;
    const family = parseTopic(name)?.family ?? '';
    let id = this.families.get(family);
    if (id === undefined) {
      id = this.families.size + 1;
      this.rows.addFamily(id, family);
      // Never changed in place: the state before this transaction may have to stay true.
      this.families = new Map(this.families).set(family, id);
    }
    const topic = { id: this.lastTopicId, family: id, name, head: EMPTY_HEAD };
    this.rows.saveTopic(topic);
    return topic;
  }

  private eventById(topic: TopicRow, id: string): TapeEvent | undefined {
    // It may be one of this transaction.
    this.write();
    return this.rows.eventById(topic, id);
  }
}
