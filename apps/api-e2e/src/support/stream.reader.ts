import { createFrameParser, isControlEvent, type ControlEvents, type ReceivedFrame } from '@tickertape/wire';
import { Recording } from './recording';
import { within } from './within';

/** How a stream was over: it ended in good order, or was broken off. */
export type StreamEnd = 'ended' | 'cut';

export interface StreamRequestOptions {
  /** Sent as the `Last-Event-ID` header; empty as no header at all, which is what EventSource does. */
  readonly lastEventId?: string;
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** A stream read with `fetch`, every frame recorded as it came. */
export class StreamReader implements AsyncDisposable {
  readonly frames = new Recording<ReceivedFrame>();
  /** How many frames there were after each chunk of bytes that brought some. */
  readonly framesAfterChunk: number[] = [];
  readonly retries: number[] = [];
  readonly over: Promise<StreamEnd>;

  private readonly body: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(readonly response: Response) {
    this.body = response.body?.getReader();
    this.over = this.read();
  }

  /** The cursor that EventSource would resume with. */
  get lastEventId(): string {
    return this.frames.items.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  /** The first frame of a type, now or later. */
  event(type: string): Promise<ReceivedFrame> {
    return this.frames.find(`a frame ${type}`, ({ event }) => event === type);
  }

  /** The data of the first control event of a type, now or later. */
  async control<T extends keyof ControlEvents>(type: T): Promise<ControlEvents[T]> {
    return JSON.parse((await this.event(type)).data) as ControlEvents[T];
  }

  /** Waits for the end, and says which it was. */
  end(): Promise<StreamEnd> {
    return within(() => `the stream ends; last frame ${JSON.stringify(this.frames.items.at(-1))}`, this.over);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Not by an AbortSignal: one that comes between the last byte and the end leaves Node 20's fetch hanging.
    await this.body?.cancel().catch(() => undefined);
    await this.over;
  }

  private async read(): Promise<StreamEnd> {
    const parser = createFrameParser({
      onFrame: (frame) => this.frames.push(frame),
      onRetry: (retryMs) => this.retries.push(retryMs),
    });
    try {
      for (;;) {
        const { value: bytes } = (await this.body?.read()) ?? {};
        if (bytes === undefined) break;
        const before = this.frames.items.length;
        parser.push(bytes);
        const after = this.frames.items.length;
        if (after > before) this.framesAfterChunk.push(after);
      }
      this.frames.end('the stream ended');
      return 'ended';
    } catch {
      this.frames.end('the stream was cut');
      return 'cut';
    }
  }
}

/** Opens a stream. Resolves when the headers are there, whatever the status; rejects when the connection fails. */
export async function openStream(
  url: string,
  { lastEventId = '', method = 'GET', body }: StreamRequestOptions = {},
): Promise<StreamReader> {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'text/event-stream',
      ...(lastEventId && { 'Last-Event-ID': lastEventId }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return new StreamReader(response);
}

/** Reads a stream to its end. Meant for streams of finished topics. */
export async function readToEnd(url: string, options?: StreamRequestOptions): Promise<readonly ReceivedFrame[]> {
  await using stream = await openStream(url, options);
  await stream.end();
  return stream.frames.items;
}

/** Reads a stream until it has caught up with the tape, and leaves. No frames when the answer is `204`: nothing follows. */
export async function readToHead(url: string, options?: StreamRequestOptions): Promise<readonly ReceivedFrame[]> {
  await using stream = await openStream(url, options);
  if (stream.response.status === 204) return [];
  await stream.event('tape.caught-up');
  return [...stream.frames.items];
}

export const isEventFrame = ({ event }: ReceivedFrame): boolean => !isControlEvent(event);
