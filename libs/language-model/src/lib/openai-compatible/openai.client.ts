import type { OpenAI } from 'openai';
import type { GenerationRequest } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import { toRequestFailure } from './openai.error';
import type { WholeOptions } from './openai.options';
import { toChatCompletion } from './openai.request';

/** The package's own limit, which cannot always be told from a lost connection, stays out of the way: the longest timer. */
const NEVER_MS = 2 ** 31 - 1;

/** The `openai` package, loaded when it is first needed: an API that runs on simulated models never pays for it. */
export class OpenAiClient {
  private loaded: Promise<{ sdk: typeof OpenAI; client: OpenAI }> | undefined;

  constructor(private readonly options: WholeOptions) {}

  /**
   * Sends one request, once, and resolves with the body of its answer, or with what it failed with; never rejects for a reason
   * outside this process. Aborting the connection ends the request, and the body with it; a server that does not begin to answer
   * in time ends it too.
   */
  async stream(
    request: GenerationRequest & { model: string },
    connection: AbortController,
  ): Promise<ReadableStream<Uint8Array> | LanguageModelError> {
    const { maxTokensField, responseTimeoutMs, epochMs, clock } = this.options;
    const { sdk, client } = await (this.loaded ??= this.load());
    const completion = toChatCompletion(request, request.model, maxTokensField);
    let isLate = false;
    const callOff = clock.after(responseTimeoutMs, () => {
      isLate = true;
      connection.abort();
    });
    try {
      // The bare response: the package's own iteration takes an end without `finish_reason` and `[DONE]` for a success.
      const response = await client.chat.completions
        .create(completion, { signal: connection.signal, maxRetries: 0 })
        .asResponse();
      return (
        response.body ?? new LanguageModelError('ended_early', { status: response.status, reason: 'it had no body' })
      );
    } catch (error) {
      if (isLate) return new LanguageModelError('timeout', { reason: `no answer came within ${responseTimeoutMs} ms` });
      return toRequestFailure(error, sdk, epochMs());
    } finally {
      callOff();
    }
  }

  private async load(): Promise<{ sdk: typeof OpenAI; client: OpenAI }> {
    const { OpenAI: sdk } = await import('openai');
    const { baseUrl, apiKey, headers } = this.options;
    // Null: nothing comes from the environment.
    const nothing = { organization: null, project: null } as const;
    const client = new sdk({
      ...nothing,
      timeout: NEVER_MS,
      baseURL: baseUrl,
      apiKey,
      defaultHeaders: headers,
      logLevel: 'off',
    });
    return { sdk, client };
  }
}
