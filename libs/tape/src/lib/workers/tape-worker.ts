import type { Seq } from '@tickertape/wire';
import { TapeError } from '../tape-error';
import type { TapeEvent } from '../tape-event';
import type { TapeStore, Unsubscribe } from '../tape-store';
import { Bookmark } from './bookmark';
import { Lanes } from './lanes';
import type { TapeWorkerOptions } from './tape-worker-options';

const PAGE_EVENTS = 500;
/** Events that were read and are not done: beyond it nothing is read. */
const UNDONE_MAX = 10_000;
const SAVE_MS = 200;

/**
 * Works on events of the tape behind its end, each at least once, whatever happens to the process: a reader of the tape with a
 * stored bookmark instead of a socket. Long work goes in steps and holds up its own lane only.
 */
export class TapeWorker {
  private readonly lanes: Lanes;
  private readonly waiting = new Map<Seq, (() => void)[]>();
  private readonly unfollow: Unsubscribe;
  private readonly timer: NodeJS.Timeout;
  private at: Seq;
  private reading: Promise<void> | undefined;
  private newer = false;
  private stopped = false;

  /** Takes up the work where the last process left it. Every event from the beginning of the tape, if there was none. */
  static async start(store: TapeStore, options: TapeWorkerOptions): Promise<TapeWorker> {
    return new TapeWorker(store, options, await Bookmark.load(store, options.name));
  }

  private constructor(
    private readonly store: TapeStore,
    private readonly options: TapeWorkerOptions,
    private readonly bookmark: Bookmark,
  ) {
    this.at = bookmark.upTo;
    this.lanes = new Lanes(options, {
      stepped: (event, position) => bookmark.step(event.seq, position),
      done: (event) => this.finish(event),
    });
    const families = options.topics.map((topic) => topic.replace(/\*$/, ''));
    this.unfollow = store.follow((events) => {
      if (events.some(({ topic }) => families.some((family) => topic.startsWith(family)))) this.wake();
    });
    this.timer = setInterval(() => void this.save(), options.saveMs ?? SAVE_MS).unref();
    this.wake();
  }

  /** Waits until the work on an event is done, at most `withinMs`; says whether it is. */
  async handled(seq: Seq, withinMs: number): Promise<boolean> {
    if (this.isDone(seq)) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), withinMs);
      const done = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.waiting.set(seq, [...(this.waiting.get(seq) ?? []), done]);
    });
  }

  /** Waits until all that is on the tape by now is done. */
  async settled(): Promise<void> {
    do {
      await this.reading;
      await this.lanes.idle();
    } while (this.reading || this.lanes.size > 0);
  }

  /** Finishes the steps under way and saves the bookmark. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.unfollow();
    await this.reading;
    await this.lanes.stop();
    await this.save();
  }

  private isDone(seq: Seq): boolean {
    return seq <= this.at && !this.lanes.has(seq);
  }

  private finish({ seq }: TapeEvent): void {
    this.bookmark.finish(seq);
    this.bookmark.reach(this.lanes.oldest === undefined ? this.at : this.lanes.oldest - 1);
    this.waiting.get(seq)?.forEach((done) => done());
    this.waiting.delete(seq);
    if (this.lanes.size === UNDONE_MAX / 2) this.wake();
  }

  private wake(): void {
    if (this.reading) this.newer = true;
    else if (!this.stopped) this.reading = this.read().finally(() => this.rest());
  }

  private rest(): void {
    this.reading = undefined;
    if (!this.newer) return;
    this.newer = false;
    this.wake();
  }

  private async read(): Promise<void> {
    try {
      while (!this.stopped && this.lanes.size < UNDONE_MAX) {
        const page = await this.store.read(this.options.topics, this.at, PAGE_EVENTS);
        for (const event of page) {
          this.at = event.seq;
          this.lanes.add(event, this.bookmark.begun.get(event.seq));
        }
        if (page.length < PAGE_EVENTS) return;
      }
    } catch (error) {
      if (isClosed(error)) return;
      this.options.onError(error);
      setTimeout(() => this.wake(), this.options.retryMs ?? 1_000).unref();
    }
  }

  private async save(): Promise<void> {
    try {
      await this.bookmark.save();
    } catch (error) {
      // Saved the next time; until then more is done twice after a crash.
      if (!isClosed(error)) this.options.onError(error);
    }
  }
}

const isClosed = (error: unknown): boolean => error instanceof TapeError && error.code === 'store_closed';
