import type { Dialect } from '@tickertape/nestjs';
import { isControlEvent, type Frame } from '@tickertape/wire';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { OpenAiErrorBody } from '../openai.error';
import { HEARTBEAT, readBreak, readEvent } from '../openai.stream';
import type { ResponseProjection } from './response.projection';

/** The stream of a generation as the events of a response, from wherever its projection has got to. */
export class ResponseDialect implements Dialect {
  private isBroken = false;

  /**
   * @param head what there is to say before the first event of the stream.
   * @param after events up to this number are not said.
   */
  constructor(
    private readonly projection: ResponseProjection,
    private readonly head: string,
    private readonly after: number,
  ) {}

  /** An error is a last word too. It ends the response in good order: clients drop what stands before a broken end. */
  get isComplete(): boolean {
    return this.isBroken || this.projection.isOver;
  }

  render(frame: Frame): string {
    if (this.isBroken) return '';
    if (frame.event === 'tape.hello') return this.head;
    if (frame.event === 'tape.heartbeat') return HEARTBEAT;
    const broken = readBreak(frame);
    if (broken) return this.fail(broken);
    if (isControlEvent(frame.event)) return '';
    const { event, merged } = readEvent(frame);
    return encodeAfter(this.projection.apply(event, merged), this.after);
  }

  /**
   * The error is of this connection, not of the response: it repeats the last number, from which a client may go on. It
   * has OpenAI's documented shape and the one that makes SDKs throw.
   */
  private fail(error: OpenAiErrorBody): string {
    this.isBroken = true;
    const { code, message, param } = error;
    return encode({ type: 'error', code, message, param, error, sequence_number: this.projection.sequenceNumber });
  }
}

/** The events with a number above `after`. */
export function encodeAfter(events: readonly ResponseStreamEvent[], after: number): string {
  return events
    .filter((event) => event.sequence_number > after)
    .map((event) => encode(event))
    .join('');
}

function encode<E extends { readonly type: string }>(event: E): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
