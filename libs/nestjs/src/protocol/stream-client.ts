import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';

/** A frame with its data parsed. */
export interface ClientFrame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads one stream over a real socket, and lets a test wait for what it wants to see. */
export class StreamClient implements Disposable {
  readonly frames: ClientFrame[] = [];
  readonly retries: number[] = [];
  text = '';
  /** How the stream ended: `end` in good order, `broken` off. */
  readonly ended: Promise<'end' | 'broken'>;
  private waiting: (() => void)[] = [];

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.ended = this.read();
  }

  static async open(url: string, init: RequestInit = {}): Promise<StreamClient> {
    const abort = new AbortController();
    return new StreamClient(await fetch(url, { ...init, signal: abort.signal }), abort);
  }

  get types(): string[] {
    return this.frames.map(({ event }) => event);
  }

  /** Waits until a frame of this type has come, the `nth` one. */
  async until(event: string, nth = 1): Promise<ClientFrame> {
    for (;;) {
      const frame = this.frames.filter((candidate) => candidate.event === event)[nth - 1];
      if (frame) return frame;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  [Symbol.dispose](): void {
    this.abort.abort();
  }

  private async read(): Promise<'end' | 'broken'> {
    const utf8 = new TextDecoder();
    const parser = createFrameParser({ onFrame: (frame) => this.take(frame), onRetry: (ms) => this.retries.push(ms) });
    try {
      for await (const bytes of this.response.body ?? []) {
        this.text += utf8.decode(bytes as Uint8Array, { stream: true });
        parser.push(bytes as Uint8Array);
      }
      return 'end';
    } catch {
      return 'broken';
    }
  }

  private take({ id, event, data }: ReceivedFrame): void {
    this.frames.push({ id, event, data: JSON.parse(data) as Record<string, unknown> });
    const { waiting } = this;
    this.waiting = [];
    waiting.forEach((resolve) => resolve());
  }
}
