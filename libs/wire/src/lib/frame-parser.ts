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

const LF = 10;
const CR = 13;

/** Turns the bytes of an event stream into frames. What it does not know it passes over, as the standard asks. */
export function createFrameParser({ onFrame, onRetry, onComment }: FrameParserOptions): FrameParser {
  let utf8 = new TextDecoder();
  let afterCr = false;
  const parser = createParser({
    onEvent: ({ id, event, data }) => onFrame({ id, event: event ?? 'message', data }),
    onRetry,
    onComment,
  });
  return {
    push: (bytes) => {
      // Of CR LF the LF is no line of its own, in the next chunk neither.
      const rest = afterCr && bytes[0] === LF ? bytes.subarray(1) : bytes;
      if (bytes.length > 0) afterCr = bytes.at(-1) === CR;
      parser.feed(utf8.decode(rest.includes(CR) ? withLf(rest) : rest, { stream: true }));
    },
    reset: () => {
      utf8 = new TextDecoder();
      afterCr = false;
      parser.reset();
    },
  };
}

/**
 * Every line of them ended by LF. A line that ends with CR ends at once, as in an `EventSource`: the parser would wait for
 * what comes next, which may be the next event.
 */
function withLf(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === LF && bytes[at - 1] === CR)).map((byte) => (byte === CR ? LF : byte));
}
