import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { LanguageModelError } from '../language-model.error';
import { toStreamFailure } from './openai.error';

/** A piece of a call, as chunks carry it: id and name come with the first, the index with each. */
export interface ToolCallDelta {
  index?: number;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | null } | null;
}

/** What of a chunk counts here. Compatible servers leave out what they like, so everything may be missing or null. */
export interface ChatChunk {
  error?: unknown;
  choices?:
    | {
        index?: number;
        finish_reason?: string | null;
        delta?: {
          content?: string | null;
          refusal?: string | null;
          /** DeepSeek, and vLLM before it took the shorter name. */
          reasoning_content?: string | null;
          /** Ollama, OpenRouter, vLLM. */
          reasoning?: string | null;
          tool_calls?: ToolCallDelta[] | null;
        } | null;
      }[]
    | null;
  usage?: {
    prompt_tokens?: number;
    completion_tokens?: number;
    completion_tokens_details?: { reasoning_tokens?: number } | null;
  } | null;
}

/** The longest frame that is taken, in UTF-16 units: far above any chunk, far below what would fill the memory. */
const LONGEST_FRAME = 16 * 1024 * 1024;

/**
 * Reads the body of a stream of chat completion chunks, and waits for no one: `onData` is called when there is something new.
 * It reads ahead of its user by what one network read brings.
 */
export class ChunkReader {
  /** Whether `[DONE]` came. */
  done = false;
  /** Whether nothing will follow: the stream ended, was cut, or could not be read. */
  ended = false;
  /** What it ended with, when it did not end by itself. */
  failure: LanguageModelError | undefined;

  private chunks: ChatChunk[] = [];
  private readonly body: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private reading = false;
  private readonly parser = createParser({
    onEvent: (event) => this.parse(event),
    onError: ({ type, message }) => {
      // Unknown fields are to be ignored (WHATWG HTML, 9.2.6); a frame without end is not.
      if (type === 'max-buffer-size-exceeded') this.fail(new LanguageModelError('invalid_frame', { reason: message }));
    },
    maxBufferSize: LONGEST_FRAME,
  });

  constructor(
    body: ReadableStream<Uint8Array>,
    private readonly onData: () => void,
  ) {
    this.body = body.getReader();
  }

  /** The chunks that came since the last call, in their order; asks for more when there were none. */
  take(): ChatChunk[] {
    const { chunks } = this;
    this.chunks = [];
    if (chunks.length === 0 && !this.ended && !this.reading) void this.read();
    return chunks;
  }

  /** Lets go of the connection. */
  async cancel(): Promise<void> {
    this.ended = true;
    await this.body.cancel().catch(() => undefined);
  }

  private async read(): Promise<void> {
    this.reading = true;
    try {
      const { done, value } = await this.body.read();
      if (done) this.ended = true;
      else this.parser.feed(this.decoder.decode(value, { stream: true }));
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      this.fail(new LanguageModelError('connection_lost', { reason }));
    }
    this.reading = false;
    this.onData();
  }

  private parse({ event, data }: EventSourceMessage): void {
    if (this.done || this.ended) return;
    if (data.trim() === '[DONE]') {
      this.done = true;
      return;
    }
    let chunk: ChatChunk | null;
    try {
      chunk = JSON.parse(data) as ChatChunk | null;
    } catch {
      return this.fail(
        new LanguageModelError('invalid_frame', { reason: `${JSON.stringify(data.slice(0, 80))} is no JSON` }),
      );
    }
    if (typeof chunk !== 'object' || chunk === null) {
      return this.fail(new LanguageModelError('invalid_frame', { reason: `${data.slice(0, 80)} is no chunk` }));
    }
    if (event === 'error' || (chunk.error !== undefined && chunk.error !== null)) {
      return this.fail(toStreamFailure(chunk.error ?? chunk));
    }
    this.chunks.push(chunk);
  }

  private fail(failure: LanguageModelError): void {
    this.failure ??= failure;
    this.ended = true;
  }
}
