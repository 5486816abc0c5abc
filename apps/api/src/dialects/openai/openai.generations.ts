import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { LanguageModelError, type LanguageModel } from '@tickertape/language-model';
import { Tape, type TapeEvent } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { LANGUAGE_MODEL } from '../../features/generations/generations.model';
import { GenerationsService, type GenerationToStart } from '../../features/generations/generations.service';
import { GenerationAttendance } from './generation.attendance';
import { errorOfEnd } from './generation.errors';
import { GenerationWatch } from './generation.watch';
import { badRequest, OpenAiError } from './openai.error';

/** How long clients are told to wait while the process is about to end, in milliseconds. */
const RESTART_MS = 2_000;

/** How often one `Idempotency-Key` is remembered: after so many runs that ended badly each further one is a run of its own. */
const MAX_ATTEMPTS = 20;

/** A request as a generation. */
export type OpenAiGeneration = GenerationToStart & Required<Pick<GenerationToStart, 'model' | 'messages'>>;

/** What a request says beside what it is as a generation. */
export interface StartOptions {
  /** The client's `Idempotency-Key`. */
  readonly key?: string;
  /** When the response is over, for a generation that goes with it. Default: it goes on by itself. */
  readonly over?: AbortSignal;
  /** The client's names of those fields of a generation that have others here. */
  readonly params: Readonly<Record<string, string>>;
}

/** Generations as OpenAI's clients know them: those of a request, which end with it. */
@Injectable()
export class OpenAiGenerations {
  constructor(
    private readonly tape: Tape,
    private readonly generations: GenerationsService,
    private readonly watch: GenerationWatch,
    private readonly attendance: GenerationAttendance,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
  ) {}

  get models(): readonly string[] {
    return this.model.models;
  }

  /**
   * Starts a generation, and returns its id. The same key and request once more finds the generation of the first time, unless
   * that one ended badly: then it is another attempt, which the SDKs make with the same key. Throws, before anything is
   * created, what OpenAI's clients expect of a model that is not served, or that cannot keep what they ask for.
   */
  async start(request: OpenAiGeneration, { key, over, params }: StartOptions): Promise<string> {
    this.requireModel(request.model);
    this.requireKept(request, params);
    if (this.tape.readers.draining) {
      const options = { code: 'overloaded', retryAfterMs: RESTART_MS };
      throw new OpenAiError(503, 'The server is about to stop; try again.', options);
    }
    for (let attempt = 0; key !== undefined && attempt < MAX_ATTEMPTS; attempt += 1) {
      // No header has a NUL in it: it is the key of no other request.
      const { id, repeated } = await this.begin(request, attempt === 0 ? key : `${key}\0${attempt}`, over);
      if (!repeated || (await this.isWell(id))) return id;
    }
    return (await this.begin(request, undefined, over)).id;
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

  private async begin(request: OpenAiGeneration, key: string | undefined, over: AbortSignal | undefined) {
    const { resource, repeated } = await this.generations.start(request, key);
    if (over) this.attendance.attend(resource.id, over);
    return { id: resource.id, repeated };
  }

  /** Whether a generation runs or is complete. It is attended by now, so nobody who leaves can change that any more. */
  private async isWell(id: string): Promise<boolean> {
    await this.attendance.ended(id);
    const { status } = await this.generations.get(id);
    return status === 'queued' || status === 'running' || status === 'completed';
  }

  private requireKept(request: OpenAiGeneration, params: StartOptions['params']): void {
    const facts = this.model.check?.(request)?.facts;
    // What is wrong in `simulate` the service says in words that fit.
    if (!facts || !('field' in facts) || facts.field.startsWith('simulate')) return;
    const param = params[facts.field] ?? facts.field;
    throw badRequest(`${param} has to be ${facts.rule}.`, param);
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
