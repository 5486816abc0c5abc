import type { ServerResponse } from 'node:http';
import type { EventOf, GenerationEvents } from '@tickertape/events';
import type { ControlEvents, EventMessage, Frame } from '@tickertape/wire';
import { OpenAiError, type OpenAiErrorBody } from './openai.error';

export type GenerationEvent = EventOf<GenerationEvents>;

/** A comment of SSE: it keeps the connection alive, and no client sees it. */
export const HEARTBEAT = ': heartbeat\n\n';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/** The headers of a stream, not sent yet. */
export function setStreamHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** The event of a frame that is not of the stream's own, and how many events it stands for. */
export function readEvent({ event: type, data: text }: Frame): { event: GenerationEvent; merged: number } {
  const { data, time, version, merged = 1 } = JSON.parse(text) as EventMessage;
  return { event: { type, data, time, version } as GenerationEvent, merged };
}

/** Why a stream cannot go on, if a frame says that; it is broken off soon after. */
export function readBreak({ event, data }: Frame): OpenAiErrorBody | undefined {
  switch (event) {
    case 'tape.drain': {
      const { reason } = JSON.parse(data) as ControlEvents['tape.drain'];
      return new OpenAiError(503, `The server ended the stream: ${reason}.`, { code: reason }).body;
    }
    case 'tape.failed': {
      const { code, message } = JSON.parse(data) as ControlEvents['tape.failed'];
      return new OpenAiError(500, message, { code }).body;
    }
    case 'tape.gap':
      return new OpenAiError(500, 'What comes next is no longer kept.', { code: 'expired' }).body;
    default:
      return undefined;
  }
}

/** Seconds of Unix, as OpenAI counts: of a time of RFC 3339, or of milliseconds. */
export function toSeconds(time: string | number): number {
  return Math.floor(new Date(time).getTime() / 1_000);
}
