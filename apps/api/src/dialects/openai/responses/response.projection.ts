import type { FinishReason } from '@tickertape/events';
import type { Response, ResponseError, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { errorOfEnd } from '../generation.errors';
import { toSeconds, type GenerationEvent } from '../openai.stream';
import { ResponseOutput, type Unnumbered } from './response.output';
import { beginResponse, toResponseUsage, type WireResponse } from './response.shape';

type Lifecycle = Extract<ResponseStreamEvent, { response: Response }>['type'];

/**
 * A generation as a response. Pure: the events that it says, and their numbers, follow from the events of the generation
 * alone, each of which makes a fixed number of them. An event that stands for several is said as one, with the number of
 * the last: whoever reads on from any number, merged or not, reads the same.
 */
export class ResponseProjection {
  /** The number of the last event that was said; -1 before the first. */
  sequenceNumber = -1;
  private response: WireResponse | undefined;
  private readonly output: ResponseOutput;

  /** @param id the generation's. */
  constructor(private readonly id: string) {
    this.output = new ResponseOutput(id);
  }

  /** Whether the last event was said. */
  get isOver(): boolean {
    return this.response !== undefined && !['queued', 'in_progress'].includes(this.response.status ?? '');
  }

  /** The response so far; `undefined` before its first event. */
  get current(): WireResponse | undefined {
    return this.response && { ...this.response, output: structuredClone(this.output.items) };
  }

  /** What is said of an event. @param merged how many events it stands for. */
  apply(event: GenerationEvent, merged = 1): ResponseStreamEvent[] {
    switch (event.type) {
      case 'generations.queued':
        this.response = { ...beginResponse(this.id, toSeconds(event.time), event.data), status: 'queued' };
        return this.number([this.lifecycle('response.created'), this.lifecycle('response.queued')]);
      case 'generations.started': {
        const created = this.response === undefined;
        this.response ??= beginResponse(this.id, toSeconds(event.time), event.data);
        this.response.status = 'in_progress';
        const progress = this.lifecycle('response.in_progress');
        return this.number(created ? [this.lifecycle('response.created'), progress] : [progress]);
      }
      case 'generations.reasoning_delta':
        return this.number(this.output.write('reasoning_text', event.data.text), merged);
      case 'generations.delta':
        return this.number(this.output.write('output_text', event.data.text), merged);
      case 'generations.refusal_delta':
        return this.number(this.output.write('refusal', event.data.text), merged);
      case 'generations.tool_call_delta':
        return this.number(this.output.call(event.data), merged);
      case 'generations.completed':
        return this.complete(event.data.finishReason, event);
      default:
        return this.fail(event);
    }
  }

  private complete(finishReason: FinishReason, event: GenerationEvent & { type: 'generations.completed' }) {
    const reasons = { length: 'max_output_tokens', content_filter: 'content_filter' } as const;
    const reason = finishReason === 'length' || finishReason === 'content_filter' ? reasons[finishReason] : undefined;
    const said = this.output.end(reason ? 'incomplete' : 'completed');
    this.update({
      status: reason ? 'incomplete' : 'completed',
      incomplete_details: reason ? { reason } : null,
      completed_at: reason ? null : toSeconds(event.time),
      usage: toResponseUsage(event.data.usage),
    });
    return this.number([...said, this.lifecycle(reason ? 'response.incomplete' : 'response.completed')]);
  }

  /** The SDKs know no event for a response that was cancelled; what they know of an early end is `incomplete`. */
  private fail(event: GenerationEvent): ResponseStreamEvent[] {
    const error = errorOfEnd(event);
    if (!error || !('usage' in event.data)) return [];
    this.output.abandon();
    const { code, message } = error.body;
    const isCancelled = event.type === 'generations.cancelled';
    this.update({
      status: isCancelled ? 'cancelled' : 'failed',
      error: isCancelled ? null : { code: code as ResponseError['code'], message },
      usage: toResponseUsage(event.data.usage),
    });
    return this.number([this.lifecycle(isCancelled ? 'response.incomplete' : 'response.failed')]);
  }

  private update(changes: Partial<WireResponse>): void {
    if (this.response) this.response = { ...this.response, ...changes };
  }

  private lifecycle(type: Lifecycle): Unnumbered {
    // The SDKs' type has what the SDKs add.
    return { type, response: this.current as unknown as Response };
  }

  /** The last one stands for `merged` events, and has the number of the last of them. */
  private number(said: readonly Unnumbered[], merged = 1): ResponseStreamEvent[] {
    return said.map((event, i) => {
      this.sequenceNumber += i === said.length - 1 ? merged : 1;
      return { ...event, sequence_number: this.sequenceNumber };
    });
  }
}
