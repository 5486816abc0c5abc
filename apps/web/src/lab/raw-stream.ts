import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import { FrameSplitter } from './frame-splitter';

/** A frame as it came, and what it says. */
export interface RawFrame extends ReceivedFrame {
  /** The reconnection time that came with it. */
  readonly retryMs?: number;
  readonly text: string;
  readonly bytes: number;
}

/** What a stream was answered with. */
export interface RawAnswer {
  readonly status: number;
  /** Of the head, as scripts can see it. */
  readonly bytes: number;
}

/** How a stream was over: cut here, ended by the server in good order, broken off, or never one. */
export type RawEnd =
  { readonly kind: 'cut' | 'ended' | 'finished' | 'lost' } | { readonly kind: 'refused'; readonly says: string };

export interface RawStreamListener {
  onAnswer(answer: RawAnswer): void;
  onFrame(frame: RawFrame): void;
  onEnd(end: RawEnd): void;
}

/** One request for a stream, read by hand: it can be cut, or left unread, and does not come back by itself. */
export class RawStream {
  readonly #abort = new AbortController();
  /** Resolves when frames are to be taken again; absent while they are. */
  #frozen: Promise<void> | undefined;
  #thaw = (): void => {};

  /** `cursor`: the place to go on from; empty for none. */
  constructor(
    path: string,
    cursor: string,
    private readonly listener: RawStreamListener,
  ) {
    void this.#run(path, cursor).then((end) => listener.onEnd(this.#abort.signal.aborted ? { kind: 'cut' } : end));
  }

  cut(): void {
    this.#abort.abort();
    this.thaw();
  }

  /** Takes no more: the buffers on the way fill, and then the server's socket. */
  freeze(): void {
    this.#frozen ??= new Promise((resolve) => (this.#thaw = resolve));
  }

  thaw(): void {
    this.#thaw();
    this.#frozen = undefined;
  }

  async #run(path: string, cursor: string): Promise<RawEnd> {
    const { signal } = this.#abort;
    const headers = { accept: 'text/event-stream', ...(cursor && { 'last-event-id': cursor }) };
    try {
      const response = await fetch(path, { headers, cache: 'no-store', signal });
      this.listener.onAnswer({ status: response.status, bytes: headBytes(response) });
      if (response.status === 204) return { kind: 'finished' };
      if (!response.ok || !response.body) return { kind: 'refused', says: await readRefusal(response) };
      await this.#read(response.body.getReader());
      return { kind: 'ended' };
    } catch {
      return { kind: 'lost' };
    }
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const splitter = new FrameSplitter();
    const decoder = new TextDecoder();
    let raw: Uint8Array = new Uint8Array();
    let retryMs: number | undefined;
    const parser = createFrameParser({
      onRetry: (announced) => (retryMs = announced),
      onFrame: (frame) =>
        this.listener.onFrame({ ...frame, retryMs, text: decoder.decode(raw).trim(), bytes: raw.length }),
    });
    for (;;) {
      const { done, value } = await reader.read();
      // After the read, since one is always under way.
      await this.#frozen;
      if (done || this.#abort.signal.aborted) return;
      for (const frame of splitter.push(value)) {
        raw = frame;
        retryMs = undefined;
        parser.push(frame);
      }
    }
  }
}

/** The bytes of an answer's status line and headers in HTTP/1.1, as far as scripts are shown them. */
export function headBytes(response: Response): number {
  const LINE_END = 2;
  const statusLine = `HTTP/1.1 ${response.status} ${response.statusText}`.length + LINE_END;
  const headers = [...response.headers].map(([name, value]) => name.length + ': '.length + value.length + LINE_END);
  return headers.reduce((sum, length) => sum + length, statusLine + LINE_END);
}

async function readRefusal(response: Response): Promise<string> {
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  return detail ?? `the server answered ${response.status}`;
}
