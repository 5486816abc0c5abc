import { Injectable } from '@nestjs/common';
import { Durations } from '@tickertape/tape';
import type { GenerationEvent } from './generations.events';

type End = 'completed' | 'failed' | 'cancelled' | 'interrupted';

/** What is counted of generations since the process began, in plain numbers. */
@Injectable()
export class GenerationCounts {
  readonly timeToFirstToken = new Durations();
  readonly timePerOutputToken = new Durations();
  readonly duration = new Durations();
  readonly queueTime = new Durations();
  /** Of those that have ended. */
  readonly tokens = { input: 0, output: 0, output_after_cancel: 0 };
  running = 0;
  /** Set by what has the queue. */
  readQueued: () => number = () => 0;
  readonly ended: Record<End, number> = { completed: 0, failed: 0, cancelled: 0, interrupted: 0 };

  /** Begins to watch a run that has waited here for so many milliseconds. */
  watch(waitedMs: number): RunWatch {
    return new RunWatch(this, waitedMs);
  }
}

/** One run, from its request to its end. */
export class RunWatch {
  private readonly startedAt: number;
  private firstAt: number | undefined;
  private queueMs = 0;

  constructor(
    private readonly counts: GenerationCounts,
    private readonly waitedMs: number,
  ) {
    this.startedAt = performance.now() - waitedMs;
    counts.running += 1;
  }

  /** Something of the answer is there; parts without a text do not count. */
  saw(event: GenerationEvent): void {
    if (this.firstAt !== undefined || !('text' in event.data || 'arguments' in event.data)) return;
    this.firstAt = performance.now();
    this.counts.timeToFirstToken.record(this.firstAt - this.startedAt);
  }

  /** What the model says of it beside its usage. */
  details({ queueMs = 0, tokensAfterCancel = 0 }: { queueMs?: number; tokensAfterCancel?: number }): void {
    this.queueMs = queueMs;
    this.counts.tokens.output_after_cancel += tokensAfterCancel;
  }

  /** The run is over; `end` is the last event if it wrote one. */
  end(end: GenerationEvent | undefined): void {
    const { counts } = this;
    const now = performance.now();
    counts.running -= 1;
    counts.duration.record(now - this.startedAt);
    counts.queueTime.record(this.waitedMs + this.queueMs);
    if (!end || !('usage' in end.data)) return;
    const { promptTokens, completionTokens } = end.data.usage;
    counts.tokens.input += promptTokens;
    counts.tokens.output += completionTokens;
    counts.ended[end.type.slice('generations.'.length) as End] += 1;
    if (this.firstAt !== undefined && completionTokens > 1) {
      counts.timePerOutputToken.record((now - this.firstAt) / (completionTokens - 1));
    }
  }
}
