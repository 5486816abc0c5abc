import type { Seq, Topic } from '@tickertape/wire';
import { FamilyRegistry } from './family-registry';
import { DEFAULT_READER_OPTIONS, type ReaderOptions } from './readers/reader-options';
import { ReaderHub } from './readers/reader-hub';
import { RetentionKeeper } from './retention';
import type { TapeEvent } from './tape-event';
import type { TapeStore } from './tape-store';
import { TapeWriter } from './tape-writer';
import { TopicStates, type TopicState } from './topic-states';

export interface TapeOptions extends ReaderOptions {
  /** How often topics are looked through for events that are too old, in milliseconds. Default: ten minutes. */
  readonly retentionSweepMs?: number;
  /**
   * Told of failures that concern no caller: a stream that broke off, with the id of its request if it has one, a trim
   * that failed, an event that its family could not fold. Default: a process warning.
   */
  readonly onError?: (error: unknown, requestId?: string) => void;
}

const SWEEP_MS = 600_000;
const warn = (error: unknown): void => process.emitWarning(String(error));

/** The log of all topics and all that is built on it: one writer, the readers, the folded states, retention. */
export class Tape {
  readonly families = new FamilyRegistry();
  readonly writer: TapeWriter;
  readonly states: TopicStates;
  readonly readers: ReaderHub;
  readonly retention: RetentionKeeper;

  /** Builds the tape on an open store, and finds its end. */
  static async open(store: TapeStore, options: TapeOptions = {}): Promise<Tape> {
    const tape = new Tape(store, options);
    await tape.readers.start();
    return tape;
  }

  private constructor(
    readonly store: TapeStore,
    { retentionSweepMs = SWEEP_MS, onError = warn, ...options }: TapeOptions,
  ) {
    const { elapsed = DEFAULT_READER_OPTIONS.elapsed } = options;
    this.writer = new TapeWriter(store, this.families, elapsed);
    // Before the readers, so that states are up to date when an event reaches them.
    this.states = new TopicStates(store, this.families, onError);
    this.readers = new ReaderHub(store, this.families, this.states, options, onError);
    const keeping = { sweepMs: retentionSweepMs, now: this.readers.options.now, onError };
    this.retention = new RetentionKeeper(store, this.families, this.states, keeping);
  }

  /** The states of topics, or of all topics of `family/*` that have events, as of one place: a stream from there continues them. */
  snapshot(topics: readonly Topic[]): Promise<{ readonly seq: Seq; readonly states: readonly TopicState[] }> {
    return this.readers.pages.snapshot(topics, () => this.readers.lastSeq);
  }

  /** Every topic of a family that is not finished; used at a start, to take up what was going on. */
  async *openTopics(family: string): AsyncGenerator<Topic> {
    const limit = 100;
    let after: Topic | undefined;
    do {
      const page = await this.store.topics({ family, open: true, after, limit });
      yield* page;
      after = page.length === limit ? page.at(-1) : undefined;
    } while (after !== undefined);
  }

  /** Every retained event of a topic that is on the tape by now, oldest first, none of them merged. */
  async *history(topic: Topic): AsyncGenerator<TapeEvent> {
    const { pageEvents } = this.readers.options;
    for (let after: Seq = 0; ;) {
      const page = await this.store.read([topic], after, pageEvents);
      yield* page;
      if (page.length < pageEvents) return;
      after = page.at(-1)?.seq ?? after;
    }
  }

  /** The newest events of a topic before a place, newest first. */
  recent(topic: Topic, limit: number, before: Seq = Number.MAX_SAFE_INTEGER): Promise<readonly TapeEvent[]> {
    return this.store.readBack(topic, before, limit);
  }

  /** Drains the readers, finishes the work under way and closes the store. Idempotent. */
  async close(): Promise<void> {
    this.readers.close();
    await this.retention.close();
    this.states.close();
    await this.store.close();
  }
}
