import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import type { ClientError } from '../client-error';
import type { Access } from '../requests/access';
import { readProblem } from '../requests/problem';
import { classifyRefusal } from './refusal';

/** How a stream was over. */
export type StreamEnd =
  /** In good order: its last byte came. */
  | { readonly kind: 'ended' }
  /** Before it began: nothing of its topics will ever follow. */
  | { readonly kind: 'finished' }
  /** The server has answered something else than a stream. */
  | { readonly kind: 'refused'; readonly error: ClientError }
  /** Broken off, or never there. `begun`: the server had answered with a stream. */
  | { readonly kind: 'lost'; readonly begun: boolean };

export interface StreamReading {
  readonly path: string;
  /** The place to go on from; empty for none. */
  readonly cursor: string;
  readonly signal: AbortSignal;
  /** Called when the request goes out, and after every piece of the stream: a large frame may take longer than a silence. */
  onLife(): void;
  onFrame(frame: ReceivedFrame): void;
  onRetry(retryMs: number): void;
}

/** Opens a stream and reads it to its end, whatever end that is. Never rejects. */
export async function readStream(access: Access, reading: StreamReading): Promise<StreamEnd> {
  const { path, cursor, signal, onLife, onFrame, onRetry } = reading;
  let begun = false;
  try {
    const headers = { Accept: 'text/event-stream', ...(cursor && { 'Last-Event-ID': cursor }) };
    const response = await access.fetch(path, { headers, signal, onSend: onLife });
    if (response.status === 204) return { kind: 'finished' };
    if (!response.ok) return { kind: 'refused', error: await readProblem(response) };
    const body = response.body?.getReader();
    if (!body || !/^text\/event-stream/i.test(response.headers.get('content-type') ?? '')) {
      // The page of a captive portal, or of a server that takes every path for its own.
      await body?.cancel();
      return { kind: 'lost', begun };
    }
    begun = true;
    const parser = createFrameParser({ onFrame, onRetry });
    for (;;) {
      const { done, value } = await body.read();
      if (done) return { kind: 'ended' };
      parser.push(value);
      onLife();
    }
  } catch {
    return { kind: 'lost', begun };
  }
}

/**
 * Asks whether there is such a stream: resolves with the refusal on account of its topics, or with `undefined`, also when
 * nobody answers or the server has a bad moment.
 */
export async function askStream(access: Access, path: string, signal: AbortSignal): Promise<ClientError | undefined> {
  try {
    const response = await access.fetch(path, { headers: { Accept: 'text/event-stream' }, signal });
    if (response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const error = await readProblem(response);
    if (classifyRefusal(error) === 'topics') return error;
  } catch {
    // Then nobody knows.
  }
  return undefined;
}
