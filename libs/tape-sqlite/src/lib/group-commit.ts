import { TapeError, type AppendOptions, type AppendResult, type CheckedEvent, type Followers } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { AppendTransaction, type TapeState } from './append-transaction';
import type { TapeIndex } from './tape-index';
import type { TapeRows } from './tape-rows';
import type { Topics } from './topics';
import type { Turns } from './turns';
import type { WriteAheadLog } from './write-ahead-log';

/** More events would cost hardly less each. */
const MAX_EVENTS_PER_COMMIT = 64;
/** After so long, in milliseconds, what is left goes into the next turn of the event loop: others are to be heard soon. */
const TURN_MS = 4;

/** A turn with so many appends shows a crowd of producers; one that waits for each of its appends is none. */
const CROWD_APPENDS = 4;
/** In a crowd a transaction gathers for so long since the last turn, in milliseconds: half the cost of an event for a delay that no reader sees. */
const GATHER_MS = 4;

interface WaitingAppend {
  readonly topic: Topic;
  readonly events: readonly CheckedEvent[];
  readonly options: AppendOptions;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** What a waiting append comes to, once its transaction is committed. */
type Settle = () => void;

/** Gathers the appends of a turn of the event loop into few transactions, and leaves to the next what takes too long. */
export class GroupCommit {
  private waiting: WaitingAppend[] = [];
  private scheduled = false;
  private lastTurn = { appends: 0, endMs: 0 };

  constructor(
    private readonly rows: TapeRows,
    private readonly topics: Topics,
    private readonly index: TapeIndex,
    private readonly followers: Followers,
    private state: TapeState,
    private readonly now: () => number,
    private readonly failure: (error: unknown) => TapeError,
    private readonly log: Pick<WriteAheadLog, 'held'>,
    private readonly turns: Turns,
  ) {}

  /** The tape as of the last commit. */
  get tape(): TapeState {
    return this.state;
  }

  add(topic: Topic, events: readonly CheckedEvent[], options: AppendOptions): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ topic, events, options, resolve, reject });
      this.schedule();
    });
  }

  /** Commits everything that waits, now. */
  flush(): void {
    while (this.waiting.length > 0) this.commit(this.nextGroup());
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const crowded = this.lastTurn.appends >= CROWD_APPENDS;
    // What a full turn has left over has waited already.
    const gathers = crowded && this.waiting.length < MAX_EVENTS_PER_COMMIT;
    const gatherMs = gathers ? Math.floor(this.lastTurn.endMs + GATHER_MS - performance.now()) : 0;
    // When every socket that was readable has been read, the requests of one turn meet in one group, and a lone append
    // waits for nothing. A microtask would run after each request, a timer a millisecond late.
    if (gatherMs > 0) setTimeout(this.commitSoon, gatherMs);
    else this.commitSoon();
  }

  private readonly commitSoon = (): void => this.turns.next(this.commitNext);

  private readonly commitNext = (): void => {
    if (this.log.held) {
      void this.log.held.then(this.commitSoon);
      return;
    }
    this.scheduled = false;
    const endsAt = performance.now() + TURN_MS;
    let appends = 0;
    while (this.waiting.length > 0 && !this.log.held && (appends === 0 || performance.now() < endsAt)) {
      const group = this.nextGroup();
      appends += group.length;
      this.commit(group);
    }
    this.lastTurn = { appends, endMs: performance.now() };
    if (this.waiting.length > 0) this.schedule();
  };

  private nextGroup(): WaitingAppend[] {
    let events = 0;
    // An append is never cut, so the first one goes in whatever its size.
    const end = this.waiting.findIndex((append) => (events += append.events.length) > MAX_EVENTS_PER_COMMIT);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(1, end));
  }

  private commit(group: readonly WaitingAppend[]): void {
    const time = Math.max(this.state.time, this.now());
    const transaction = new AppendTransaction(this.rows, this.topics, this.state, time);
    let settles: Settle[];
    try {
      settles = this.rows.transaction(() => {
        const planned = group.map((append) => this.plan(append, transaction));
        transaction.write();
        return planned;
      });
    } catch (error) {
      // Also of those that were refused for a reason of their own: it may have been an event that now is not there.
      const failure = this.failure(error);
      for (const { reject } of group) reject(failure);
      return;
    }
    this.state = transaction.keep();
    this.followers.notify(transaction.written);
    for (const settle of settles) settle();
    this.index.follow(this.state.seq);
  }

  private plan({ topic, events, options, resolve, reject }: WaitingAppend, transaction: AppendTransaction): Settle {
    try {
      const result = transaction.append(topic, events, options);
      return () => resolve(result);
    } catch (error) {
      if (!(error instanceof TapeError)) throw error;
      return () => reject(error);
    }
  }
}
