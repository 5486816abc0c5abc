import type { ControlEvents, ControlEventType } from './control-events';
import type { EventMessage } from './event-message';

/** One event of an event stream, its fields as text. */
export interface Frame {
  /** The cursor from which a reconnect loses nothing; empty while there is none yet. */
  readonly id: string;
  readonly event: string;
  /** One line of JSON. */
  readonly data: string;
  /** The reconnection time to announce, in milliseconds. */
  readonly retry?: number;
}

/** The one helper that makes frames. `data` is serialised here, so that it is one line whatever it holds. */
export function createFrame<T extends ControlEventType>(
  type: T,
  id: string,
  data: ControlEvents[T],
  retry?: number,
): Frame;
export function createFrame(type: string, id: string, data: EventMessage): Frame;
export function createFrame(type: string, id: string, data: unknown, retry?: number): Frame {
  return { id, event: type, data: JSON.stringify(data), retry };
}

const utf8 = new TextEncoder();
// A line ends at CR, LF or both, and an id with NUL is ignored by clients (WHATWG HTML, 9.2.6).
const BREAKS_OUT = /[\r\n\0]/;

/**
 * The bytes of a frame, made once and shared by all its readers.
 *
 * Throws a `RangeError` for a field with CR, LF or NUL. JSON has none of them raw, cursors and event types have none at
 * all; a frame that has one was not made by `createFrame`, and letting it pass would let data forge frames.
 */
export function encodeFrame({ id, event, data, retry }: Frame): Uint8Array {
  if (BREAKS_OUT.test(id) || BREAKS_OUT.test(event) || BREAKS_OUT.test(data)) {
    throw new RangeError(`a field of a frame has a CR, LF or NUL: ${JSON.stringify({ id, event })}`);
  }
  const announce = retry === undefined ? '' : `retry: ${retry}\n`;
  return utf8.encode(`${announce}id: ${id}\nevent: ${event}\ndata: ${data}\n\n`);
}
