import type { ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { LanguageModelError, type LanguageModel } from '@tickertape/language-model';
import { Tape, type TapeEvent } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { LANGUAGE_MODEL } from '../../features/generations/generations.model';
import type { StartGeneration } from '../../features/generations/generations.requests';
import { GenerationsService } from '../../features/generations/generations.service';
import { errorOfEnd } from './generation.errors';
import { GenerationWatch } from './generation.watch';
import { OpenAiError } from './openai.error';

/** How long clients are told to wait while the process is about to end, in milliseconds. */
const RESTART_MS = 2_000;

/** Generations as OpenAI's clients know them: those of a request, which end with it. */
@Injectable()
export class OpenAiGenerations {
  private readonly logger = new Logger(OpenAiGenerations.name);

  constructor(
    private readonly tape: Tape,
    private readonly generations: GenerationsService,
    private readonly watch: GenerationWatch,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
  ) {}

  get models(): readonly string[] {
    return this.model.models;
  }

  /** Starts a generation, and returns its id. Throws what OpenAI's clients expect of a model that is not served. */
  async start(request: StartGeneration & { readonly model: string }, key?: string): Promise<string> {
    this.requireModel(request.model);
    if (this.tape.readers.draining) {
      const options = { code: 'overloaded', retryAfterMs: RESTART_MS };
      throw new OpenAiError(503, 'The server is about to stop; try again.', options);
    }
    const { resource } = await this.generations.start(request, key);
    return resource.id;
  }

  requireModel(model: string): void {
    if (this.models.includes(model)) return;
    const { message } = new LanguageModelError('unknown_model', { model, models: this.models });
    throw new OpenAiError(404, message, { param: 'model', code: 'model_not_found' });
  }

  /** Idempotent: what has ended stays as it is. */
  async cancel(id: string): Promise<void> {
    await this.generations.cancel(id);
  }

  /** Cancels a generation as soon as the response that it was made for is over. One that has ended stays as it is. */
  cancelWhen(over: AbortSignal, id: string): void {
    const cancel = (): void => {
      this.cancel(id).catch((error: unknown) => this.logger.error(error));
    };
    if (over.aborted) cancel();
    else over.addEventListener('abort', cancel, { once: true });
  }

  /**
   * Waits for the first word. What ends without one is thrown as its error, while there can still be a status.
   * `undefined`: the client has gone.
   */
  async firstWord(id: string, over: AbortSignal): Promise<TapeEvent | undefined> {
    return orThrow(await this.watch.firstWord(formatTopic('generations', id), over));
  }

  /** Waits for the end. `undefined`: the client has gone. */
  end(id: string, over: AbortSignal): Promise<TapeEvent | undefined> {
    return this.watch.end(formatTopic('generations', id), over);
  }
}

/** Aborted when a response is over, answered or left: whatever was made for it alone need not go on. */
export function whenOver(response: ServerResponse): AbortSignal {
  const over = new AbortController();
  if (response.closed) over.abort();
  else response.once('close', () => over.abort());
  return over.signal;
}

/** Throws the error of an event that ends a generation before it was complete. */
export function orThrow<E extends Pick<TapeEvent, 'type' | 'data'> | undefined>(event: E): E {
  const error = event && errorOfEnd(event);
  if (error) throw error;
  return event;
}
