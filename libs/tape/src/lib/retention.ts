import type { Topic } from '@tickertape/wire';
import type { FamilyRegistry } from './family-registry';
import type { TapeEvent } from './tape-event';
import type { TapeStore, Unsubscribe } from './tape-store';
import type { TopicStates } from './topic-states';

const SWEEP_PAGE = 100;
/** A topic may exceed its `maxEvents` by a tenth, so that trimming is one step in many appends. */
const SLACK = 0.1;

/** Keeps every topic within its family's retention. Snapshots are saved first: a state outlives its events. */
export class RetentionKeeper {
  private readonly unfollow: Unsubscribe;
  private readonly timer: NodeJS.Timeout;
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly store: TapeStore,
    private readonly families: FamilyRegistry,
    private readonly states: TopicStates,
    private readonly options: {
      /** How often all topics are looked through for events that are too old, in milliseconds. */
      readonly sweepMs: number;
      readonly now: () => number;
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.unfollow = store.follow((events) => events.forEach((event) => this.countIn(event)));
    this.timer = setInterval(() => this.enqueue(() => this.sweep()), options.sweepMs).unref();
  }

  /** Trims every topic of every family as its retention says, one after the other. */
  async sweep(): Promise<void> {
    for (const { family } of this.families.list()) {
      const { maxAgeMs, maxEvents } = family.retention;
      if (maxAgeMs === undefined && maxEvents === undefined) continue;
      let after: Topic | undefined;
      do {
        const page = await this.store.topics({ family: family.name, after, limit: SWEEP_PAGE });
        for (const topic of page) if (!this.closed) await this.trim(topic);
        after = page.length === SWEEP_PAGE ? page.at(-1) : undefined;
      } while (after !== undefined && !this.closed);
    }
  }

  /** Drops the events of one topic that its retention no longer covers. */
  async trim(topic: Topic): Promise<void> {
    const { maxAgeMs = Infinity, maxEvents = Infinity } = this.families.of(topic).family.retention;
    for (;;) {
      const head = await this.store.head(topic);
      const surplus = Math.max(0, head.version - head.trimmedVersion - maxEvents);
      const oldest = await this.store.read([topic], head.trimmedSeq, SWEEP_PAGE);
      const tooOld = (event: TapeEvent) => event.time < this.options.now() - maxAgeMs;
      const last = oldest.filter((event, i) => i < surplus || tooOld(event)).at(-1);
      if (!last) return;
      await this.states.save(topic);
      await this.store.trim(topic, last.seq);
      if (last !== oldest.at(-1)) return;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.unfollow();
    await this.work;
  }

  private countIn({ topic, version }: TapeEvent): void {
    const maxEvents = this.families.find(topic)?.family.retention.maxEvents;
    if (maxEvents === undefined || version <= maxEvents) return;
    if (version % Math.max(1, Math.floor(maxEvents * SLACK)) === 0) this.enqueue(() => this.trim(topic));
  }

  private enqueue(job: () => Promise<void>): void {
    this.work = this.work.then(() => (this.closed ? undefined : job())).catch(this.options.onError);
  }
}
