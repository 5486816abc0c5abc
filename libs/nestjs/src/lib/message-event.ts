import type { MessageEvent } from '@nestjs/common';
import type { TapeFrame } from '@tickertape/tape';

/** A frame as Nest writes it. Its id is always given: Nest would number it otherwise, and destroy the client's cursor. */
export function toMessageEvent({ frame: { id, event, data, retry } }: TapeFrame): MessageEvent {
  return { id, type: event, data, ...(retry !== undefined && { retry }) };
}
