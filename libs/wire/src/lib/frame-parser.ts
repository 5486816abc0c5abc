import { createParser } from 'eventsource-parser';

/** A frame as it arrives. */
export interface ReceivedFrame {
  /** Absent when the frame had no `id` field, empty when the field was empty: the two differ for a reconnect. */
  readonly id?: string;
  /** The event type; `message` when the frame named none. */
  readonly event: string;
  readonly data: string;
}

export interface FrameParserOptions {
  onFrame(frame: ReceivedFrame): void;
  /** Called with each reconnection time that the stream announces, in milliseconds. */
  onRetry?(retryMs: number): void;
  /** Called with each comment line, without its colon. */
  onComment?(comment: string): void;
}

export interface FrameParser {
  /** Takes the next bytes of the stream, cut anywhere, inside a character too. */
  push(bytes: Uint8Array): void;
  /** Forgets an unfinished frame. Call it before the bytes of a new connection. */
  reset(): void;
}

/** Turns the bytes of an event stream into frames. What it does not know it passes over, as the standard asks. */
export function createFrameParser({ onFrame, onRetry, onComment }: FrameParserOptions): FrameParser {
  let utf8 = new TextDecoder();
  const parser = createParser({
    onEvent: ({ id, event, data }) => onFrame({ id, event: event ?? 'message', data }),
    onRetry,
    onComment,
  });
  return {
    push: (bytes) => parser.feed(utf8.decode(bytes, { stream: true })),
    reset: () => {
      utf8 = new TextDecoder();
      parser.reset();
    },
  };
}
