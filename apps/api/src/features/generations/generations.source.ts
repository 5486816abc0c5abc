import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { GenerationEvents, GenerationState, Usage } from '@tickertape/events';
import { LanguageModelError, type GenerationRequest, type LanguageModel } from '@tickertape/language-model';
import { Tape, TapeError, type Unsubscribe } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { LANGUAGE_MODEL } from './generations.model';

/** After the first text of a generation, text is gathered for at most so long before it is appended, in milliseconds. */
const GATHER_MS = 40;

/** How long a generation that is to be cancelled on disconnect waits for a reader to come back, in milliseconds. */
const DISCONNECT_GRACE_MS = 5_000;

/** An end that the store could not take is tried again after so long, in milliseconds. */
const RETRY_MS = 1_000;

/** Why a run ends before its model has finished. */
type Stop = 'cancelled' | 'interrupted';

interface Run {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Runs generations, apart from any connection: what the model says is appended to the tape, and whoever wants to see it
 * reads it there. A run that ends in whatever way ends its topic.
 */
@Injectable()
export class GenerationRuns implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(GenerationRuns.name);
  private readonly runs = new Map<Topic, Run>();
  private readonly graces = new Map<Topic, NodeJS.Timeout>();
  private readonly retries = new Map<Topic, NodeJS.Timeout>();
  private readonly forgetReaders: Unsubscribe;

  constructor(
    private readonly tape: Tape,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
  ) {
    this.forgetReaders = tape.readers.onUnwatched((topic) => this.left(topic));
  }

  /** Ends what a process that died has left running. */
  async onApplicationBootstrap(): Promise<void> {
    for await (const topic of this.tape.openTopics('generations')) await this.end(topic, 'interrupted');
  }

  /** Ends what is running: its process is about to. */
  async onModuleDestroy(): Promise<void> {
    this.forgetReaders();
    for (const timer of [...this.graces.values(), ...this.retries.values()]) clearTimeout(timer);
    const running = [...this.runs.values()];
    running.forEach(({ abort }) => abort.abort('interrupted' satisfies Stop));
    await Promise.all(running.map(({ done }) => done));
  }

  /** Begins to generate into a topic that has started. */
  start(topic: Topic, request: GenerationRequest): void {
    const abort = new AbortController();
    const done = this.run(topic, request, abort).finally(() => this.runs.delete(topic));
    this.runs.set(topic, { abort, done });
  }

  /** Ends a generation, and resolves when its last event is on the tape. One that has ended stays as it is. */
  async cancel(topic: Topic): Promise<void> {
    const run = this.runs.get(topic);
    if (!run) return this.end(topic, 'cancelled');
    run.abort.abort('cancelled' satisfies Stop);
    await run.done;
  }

  /** Never rejects. */
  private async run(topic: Topic, request: GenerationRequest, abort: AbortController): Promise<void> {
    let appended = Promise.resolve();
    const append = <T extends keyof GenerationEvents>(type: T, data: GenerationEvents[T]): void => {
      // In the order of the calls; the first failure is the run's, and stops the model. The results are let go of.
      appended = Promise.all([appended, this.tape.writer.append(topic, [{ type, data }])]).then(() => undefined);
      appended.catch((error: unknown) => abort.abort(error));
    };
    let failure: unknown;
    try {
      for await (const part of this.model.generate({ ...request, gatherMs: GATHER_MS }, abort.signal)) {
        if (part.type === 'text') {
          append('generations.delta', { text: part.text });
          continue;
        }
        const { finishReason, usage } = part;
        if (finishReason !== 'cancelled') append('generations.completed', { finishReason, usage });
        else if (abort.signal.reason === 'cancelled') append('generations.cancelled', { usage });
        // The process is about to end, or the store refused a part: nobody wanted this end.
        else append('generations.interrupted', { usage });
      }
    } catch (error) {
      failure = error;
    }
    try {
      if (failure !== undefined) append('generations.failed', await this.describeFailure(topic, failure));
      await appended;
    } catch (error) {
      // Ended by somebody else: then all is said.
      if (error instanceof TapeError && error.code === 'closed') return;
      this.logger.error(error);
      this.endLater(topic);
    }
  }

  private async describeFailure(topic: Topic, error: unknown): Promise<GenerationEvents['generations.failed']> {
    if (error instanceof LanguageModelError) {
      return { code: error.code, message: error.message, usage: error.usage };
    }
    this.logger.error(error);
    return { code: 'internal', message: 'The model failed.', usage: await this.usageOf(topic) };
  }

  /** Ends a generation that runs nowhere. */
  private async end(topic: Topic, how: Stop): Promise<void> {
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

  /** What a generation has used, by its text on the tape: all that is left of a run that has died. */
  private async usageOf(topic: Topic): Promise<Usage> {
    const { promptTokens, text } = (await this.tape.states.get(topic)).state as GenerationState;
    const completionTokens = this.model.countTokens(text);
    return { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
  }

  private left(topic: Topic): void {
    const current = this.runs.has(topic) ? this.tape.states.peek(topic) : undefined;
    if ((current?.state as GenerationState | undefined)?.onDisconnect !== 'cancel') return;
    clearTimeout(this.graces.get(topic));
    const timer = setTimeout(() => {
      this.graces.delete(topic);
      if (this.tape.readers.count(topic) > 0 || !this.runs.has(topic)) return;
      this.cancel(topic).catch((error: unknown) => this.logger.error(error));
    }, DISCONNECT_GRACE_MS);
    this.graces.set(topic, timer.unref());
  }
}
