import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { GenerationRequested, GenerationState, Usage } from '@tickertape/events';
import type { LanguageModel } from '@tickertape/language-model';
import { Tape, TapeError, type Unsubscribe } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { GenerationCounts } from './generations.counts';
import { toEvent, toFailure, type GenerationEvent, type Stop } from './generations.events';
import { LANGUAGE_MODEL } from './generations.model';
import { GENERATION_LIMITS, type GenerationLimits } from './generations.limits';
import { GenerationQueue } from './generations.queue';

/** After the first text of a generation, text is gathered for at most so long before it is appended, in milliseconds. */
const GATHER_MS = 40;

/** How long a generation that is to be cancelled on disconnect waits for a reader to come back, in milliseconds. */
const DISCONNECT_GRACE_MS = 5_000;

/** An end that the store could not take is tried again after so long, in milliseconds. */
const RETRY_MS = 1_000;

interface Run {
  readonly request: GenerationRequested;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Runs generations, apart from any connection: what the model says is appended to the tape, and whoever wants to see it
 * reads it there. A run that ends in whatever way ends its topic.
 */
@Injectable()
export class GenerationRuns implements OnApplicationBootstrap, OnModuleDestroy {
  /** Generations that somebody waits for without reading them: none of them is left. */
  readonly awaited = new Set<Topic>();
  private readonly logger = new Logger(GenerationRuns.name);
  private readonly runs = new Map<Topic, Run>();
  private readonly queue: GenerationQueue;
  private readonly graces = new Map<Topic, NodeJS.Timeout>();
  private readonly retries = new Map<Topic, NodeJS.Timeout>();
  private readonly forgetReaders: Unsubscribe;

  constructor(
    private readonly tape: Tape,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
    private readonly counts: GenerationCounts,
    @Inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
  ) {
    this.queue = new GenerationQueue(limits.maxRunning, (topic, request, waitedMs) =>
      this.start(topic, request, waitedMs),
    );
    counts.readQueued = () => this.queue.size;
    this.forgetReaders = tape.readers.onUnwatched((topic) => this.left(topic));
  }

  /** Ends what a process that died has left running. */
  async onApplicationBootstrap(): Promise<void> {
    for await (const topic of this.tape.openTopics('generations')) await this.end(topic, 'interrupted');
  }

  /** Ends what is running or waits: its process is about to end. */
  async onModuleDestroy(): Promise<void> {
    this.forgetReaders();
    for (const timer of [...this.graces.values(), ...this.retries.values()]) clearTimeout(timer);
    const waiting = this.queue.clear();
    const running = [...this.runs.values()];
    running.forEach(({ abort }) => abort.abort('interrupted' satisfies Stop));
    const ends = waiting.map((topic) => this.end(topic, 'interrupted'));
    await Promise.allSettled([...running.map(({ done }) => done), ...ends]);
  }

  /** Takes a place for a run. `false`: there is none, it has to wait. A place goes to `start`, or back by `release`. */
  reserve(): boolean {
    return this.queue.reserve();
  }

  release(): void {
    this.queue.release();
  }

  /** Has a generation wait whose topic says that it is queued. */
  enqueue(topic: Topic, request: GenerationRequested): void {
    this.queue.add(topic, request);
  }

  /** Begins to generate into a topic, for a place; one that has waited, for so many milliseconds, says that it starts. */
  start(topic: Topic, request: GenerationRequested, waitedMs?: number): void {
    const abort = new AbortController();
    const limit = setTimeout(() => abort.abort('time_limit' satisfies Stop), this.limits.maxRunMs).unref();
    const done = this.run(topic, request, abort, waitedMs).finally(() => {
      clearTimeout(limit);
      this.runs.delete(topic);
      this.queue.release();
    });
    this.runs.set(topic, { request, abort, done });
  }

  /** Ends a generation, and resolves when its last event is on the tape. One that has ended stays as it is. */
  async cancel(topic: Topic): Promise<void> {
    const run = this.runs.get(topic);
    if (!run) {
      this.queue.remove(topic);
      return this.end(topic, 'cancelled');
    }
    run.abort.abort('cancelled' satisfies Stop);
    await run.done;
  }

  /** Never rejects. */
  private async run(
    topic: Topic,
    request: GenerationRequested,
    abort: AbortController,
    waitedMs?: number,
  ): Promise<void> {
    const watch = this.counts.watch(waitedMs ?? 0);
    let last: GenerationEvent | undefined;
    let appended = Promise.resolve();
    const append = (event: GenerationEvent): void => {
      last = event;
      watch.saw(event);
      // In the order of the calls; the first failure is the run's, and stops the model. The results are let go of.
      appended = Promise.all([appended, this.tape.writer.append(topic, [event])]).then(() => undefined);
      appended.catch((error: unknown) => abort.abort(error));
    };
    if (waitedMs !== undefined) append({ type: 'generations.started', data: request });
    let failure: unknown;
    try {
      const asked = { ...request, gatherMs: GATHER_MS, parts: 'all' } as const;
      for await (const part of this.model.generate(asked, abort.signal)) {
        if (part.type === 'finish') watch.details(part.details ?? {});
        const before = appended;
        append(toEvent(part, abort.signal.reason));
        // Of a tape that is behind by a whole part nothing is asked: what the model says meanwhile is gathered there, and a
        // crowd does not queue up here. A failure is told by the abort.
        await before.catch(() => undefined);
      }
      if (!last || !('usage' in last.data)) throw new Error('the model said nothing of its end');
    } catch (error) {
      failure = error;
    }
    try {
      if (failure !== undefined) append(toFailure(failure) ?? (await this.describeFault(topic, failure)));
      await appended;
    } catch (error) {
      // Ended by somebody else: then all is said.
      if (error instanceof TapeError && error.code === 'closed') return;
      this.logger.error(error);
      this.endLater(topic);
    } finally {
      watch.end(last);
    }
  }

  private async describeFault(topic: Topic, error: unknown): Promise<GenerationEvent> {
    this.logger.error(error);
    const usage = await this.usageOf(topic);
    return { type: 'generations.failed', data: { code: 'internal', message: 'The model failed.', usage } };
  }

  /** Ends a generation that runs nowhere. */
  private async end(topic: Topic, how: 'cancelled' | 'interrupted'): Promise<void> {
    try {
      await this.tape.writer.append(topic, [
        { type: `generations.${how}`, data: { usage: await this.usageOf(topic) } },
      ]);
    } catch (error) {
      if (!(error instanceof TapeError && error.code === 'closed')) throw error;
    }
  }

  /**
   * Ends a generation that the store could not take, its disk full perhaps, as soon as it can: no reader is left waiting.
   * When the process ends before that, the next start does it.
   */
  private endLater(topic: Topic): void {
    const timer = setTimeout(() => {
      this.retries.delete(topic);
      this.end(topic, 'interrupted').catch(() => this.endLater(topic));
    }, RETRY_MS);
    this.retries.set(topic, timer.unref());
  }

  /** What a generation has used, by what is on the tape: all that is left of a run that has died. */
  private async usageOf(topic: Topic): Promise<Usage> {
    const { state } = await this.tape.states.get(topic);
    const { promptTokens, reasoning, text, refusal, toolCalls } = state as GenerationState;
    const written = [reasoning, text, refusal, ...toolCalls.map((call) => call.arguments)];
    const completionTokens = written.reduce((sum, part) => sum + this.model.countTokens(part), 0);
    return { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
  }

  private left(topic: Topic): void {
    if (this.requestOf(topic)?.onDisconnect !== 'cancel') return;
    clearTimeout(this.graces.get(topic));
    const timer = setTimeout(() => {
      this.graces.delete(topic);
      const isOver = this.requestOf(topic) === undefined;
      if (this.tape.readers.count(topic) > 0 || this.awaited.has(topic) || isOver) return;
      this.cancel(topic).catch((error: unknown) => this.logger.error(error));
    }, DISCONNECT_GRACE_MS);
    this.graces.set(topic, timer.unref());
  }

  /** Of a generation that runs or waits. */
  private requestOf(topic: Topic): GenerationRequested | undefined {
    return this.runs.get(topic)?.request ?? this.queue.requestOf(topic);
  }
}
