import { systemClock } from '../clock';
import type { AnyGenerationPart, GenerationPart } from '../generation.part';
import type { GenerationRequest, LanguageModel } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import { failureOfRequest, validateRequest } from '../request.validation';
import { Sleeper } from '../sleeper';
import { usageOf } from '../usage';
import { ChunkWriter } from './chunk.writer';
import { readChunks } from './chunk.stream';
import { OpenAiClient } from './openai.client';
import type { OpenAiCompatibleOptions } from './openai-compatible.options';
import { withUsage } from './openai.error';
import { checkOptions, withDefaults, type WholeOptions } from './openai.options';
import { waitBeforeRetry } from './retry.wait';

type Generation<Part> = AsyncGenerator<Part, void, undefined>;

/**
 * Any server that speaks OpenAI's chat completions: OpenAI, vLLM, Ollama, llama.cpp, gateways. One HTTP request is one
 * generation; it is ended when the signal aborts or the loop is left.
 *
 * A stream that ends with neither a `finish_reason` nor `[DONE]` fails with `ended_early` and is never taken for a whole
 * answer. What fails before its first token is sent again where that may help, after the wait that the server asked for;
 * what fails later is not. The `openai` package is loaded with the first generation. The constructor fails with
 * `invalid_options`.
 */
export class OpenAiCompatibleModel implements LanguageModel {
  readonly models: readonly string[];
  private readonly options: WholeOptions;
  private readonly client: OpenAiClient;

  constructor(options: OpenAiCompatibleOptions) {
    checkOptions(options);
    this.options = withDefaults(options, systemClock);
    this.client = new OpenAiClient(this.options);
    this.models = [...options.models];
  }

  generate(request: GenerationRequest & { parts: 'all' }, signal: AbortSignal): Generation<AnyGenerationPart>;
  generate(request: GenerationRequest, signal: AbortSignal): Generation<GenerationPart>;
  async *generate(request: GenerationRequest, signal: AbortSignal): Generation<AnyGenerationPart> {
    const model = this.validate(request);
    const { stop = [], parts = 'text', messages } = request;
    const { clock, maxRetries } = this.options;
    const promptTokens = messages.reduce((sum, { content }) => sum + this.countTokens(content), 0);
    const sleeper = new Sleeper(clock, signal);
    try {
      for (let retries = 0; !sleeper.aborted; retries++) {
        const writer = new ChunkWriter(stop, parts, promptTokens, (text) => this.countTokens(text));
        const failure = yield* this.attempt({ ...request, model }, writer, sleeper, signal);
        if (!failure) return;
        const waitMs = waitBeforeRetry(failure, retries, this.options);
        if (writer.hasBegun || retries >= maxRetries || waitMs === undefined) {
          throw withUsage(failure, writer.hasBegun ? writer.usage : usageOf(0, 0));
        }
        const dueMs = clock.now() + waitMs;
        while (clock.now() < dueMs && !sleeper.aborted) await sleeper.sleep(dueMs - clock.now());
      }
      yield { type: 'finish', finishReason: 'cancelled', usage: usageOf(promptTokens, 0) };
    } finally {
      sleeper[Symbol.dispose]();
    }
  }

  check(request: GenerationRequest): LanguageModelError<'unknown_model' | 'invalid_request'> | undefined {
    return failureOfRequest(() => this.validate(request));
  }

  /** By `countTokens` of the options, or estimated. */
  countTokens(text: string): number {
    return this.options.countTokens(text);
  }

  /** The model that is asked for. */
  private validate(request: GenerationRequest): string {
    validateRequest(request);
    const { model = this.models[0] as string } = request;
    if (this.models.includes(model)) return model;
    throw new LanguageModelError('unknown_model', { model, models: this.models });
  }

  /** One request. Returns what it failed with, after all parts that came before, or nothing when the generation has ended. */
  private async *attempt(
    request: GenerationRequest & { model: string },
    writer: ChunkWriter,
    sleeper: Sleeper,
    signal: AbortSignal,
  ): AsyncGenerator<AnyGenerationPart, LanguageModelError | undefined, undefined> {
    const connection = new AbortController();
    const hangUp = () => connection.abort();
    signal.addEventListener('abort', hangUp);
    let failure: LanguageModelError | undefined;
    try {
      const body = await this.client.stream(request, connection);
      failure =
        body instanceof LanguageModelError ? body : yield* readChunks(body, writer, sleeper, request, this.options);
    } finally {
      signal.removeEventListener('abort', hangUp);
      connection.abort();
    }
    writer.flush();
    yield* writer.take();
    if (sleeper.aborted && failure !== undefined) failure = undefined;
    else if (failure) return failure;
    const finish = writer.finish(sleeper.aborted && !writer.isOver);
    if (finish.finishReason === 'content_filter' && request.parts !== 'all') {
      return new LanguageModelError('content_filtered', { reason: 'its content filter ended the generation' });
    }
    yield finish;
    return undefined;
  }
}
