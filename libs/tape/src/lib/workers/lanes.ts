import type { Seq } from '@tickertape/wire';
import { TapeError } from '../tape-error';
import type { TapeEvent } from '../tape-event';
import type { Position, TapeWorkerOptions } from './tape-worker-options';

const PARALLEL = 4;
const RETRY_MS = 1_000;
const RETRY_DOUBLINGS_MAX = 5;

interface LaneEvents {
  stepped(event: TapeEvent, position: Position): void;
  done(event: TapeEvent): void;
}

/** The events of one lane, oldest first, and the work on the first of them. */
class Lane {
  readonly events: { readonly event: TapeEvent; from: Position | undefined }[] = [];
  work: AsyncIterator<Position> | undefined;
  failures = 0;
}

/** Takes the lanes step by step, in turns, some of them side by side. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  /** Those that have a step to take, in the order of their turns. */
  private readonly ready: string[] = [];
  /** Not done, in the order of the tape. */
  private readonly undone = new Set<Seq>();
  private readonly retries = new Set<NodeJS.Timeout>();
  private running = 0;
  private stopped = false;
  private resting: (() => void)[] = [];

  constructor(
    private readonly options: TapeWorkerOptions,
    private readonly tell: LaneEvents,
  ) {}

  /** How many events are not done. */
  get size(): number {
    return this.undone.size;
  }

  /** The oldest event that is not done. */
  get oldest(): Seq | undefined {
    const [oldest] = this.undone;
    return oldest;
  }

  has(seq: Seq): boolean {
    return this.undone.has(seq);
  }

  /** Adds an event behind all others. */
  add(event: TapeEvent, from: Position | undefined): void {
    const name = this.options.lane(event);
    let lane = this.lanes.get(name);
    if (!lane) {
      lane = new Lane();
      this.lanes.set(name, lane);
      this.ready.push(name);
    }
    lane.events.push({ event, from });
    this.undone.add(event.seq);
    this.takeSteps();
  }

  /** Resolves when everything is done. */
  async idle(): Promise<void> {
    while (this.undone.size > 0 && !this.stopped) await new Promise<void>((resolve) => this.resting.push(resolve));
  }

  /** Takes no further step, and waits for those under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.retries.forEach((timer) => clearTimeout(timer));
    while (this.running > 0) await new Promise<void>((resolve) => this.resting.push(resolve));
    this.rest();
  }

  private takeSteps(): void {
    const { parallel = PARALLEL } = this.options;
    while (!this.stopped && this.running < parallel) {
      const name = this.ready.shift();
      const lane = name === undefined ? undefined : this.lanes.get(name);
      if (name === undefined || !lane) return;
      this.running += 1;
      void this.takeStep(name, lane).finally(() => {
        this.running -= 1;
        if (this.undone.size === 0 || this.stopped) this.rest();
        this.takeSteps();
      });
    }
  }

  /** Never rejects. */
  private async takeStep(name: string, lane: Lane): Promise<void> {
    const first = lane.events[0];
    if (!first) return;
    try {
      lane.work ??= this.options.work(first.event, first.from)[Symbol.asyncIterator]();
      const { done, value } = await lane.work.next();
      lane.failures = 0;
      if (done) this.finishFirst(lane, first.event);
      else {
        first.from = value;
        this.tell.stepped(first.event, value);
      }
    } catch (error) {
      lane.work = undefined;
      if (this.stopped && isOfStore(error)) return;
      this.options.onError(error);
      if (isOfStore(error)) {
        this.retryLater(name, lane);
        return;
      }
      this.finishFirst(lane, first.event);
    }
    if (lane.events.length > 0) this.ready.push(name);
    else this.lanes.delete(name);
  }

  private finishFirst(lane: Lane, event: TapeEvent): void {
    lane.work = undefined;
    lane.events.shift();
    this.undone.delete(event.seq);
    this.tell.done(event);
  }

  private retryLater(name: string, lane: Lane): void {
    const { retryMs = RETRY_MS } = this.options;
    const pauseMs = retryMs * 2 ** Math.min(lane.failures, RETRY_DOUBLINGS_MAX);
    lane.failures += 1;
    const timer = setTimeout(() => {
      this.retries.delete(timer);
      this.ready.push(name);
      this.takeSteps();
    }, pauseMs).unref();
    this.retries.add(timer);
  }

  private rest(): void {
    const { resting } = this;
    this.resting = [];
    for (const resolve of resting) resolve();
  }
}

/** The work may be done when the store can again. */
function isOfStore(error: unknown): boolean {
  return error instanceof TapeError && (error.code === 'store_failed' || error.code === 'store_closed');
}
