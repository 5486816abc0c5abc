import { Injectable } from '@nestjs/common';
import type { ChatMessage, GenerationRequested, GenerationState } from '@tickertape/events';
import { TapeStreams } from '@tickertape/nestjs';
import { formatTime, Tape, type TapeEvent } from '@tickertape/tape';
import { formatCursor, formatTopic, isTopic, type Topic } from '@tickertape/wire';
import type { Response } from 'express';
import { badRequest, OpenAiError } from '../openai.error';
import { setStreamHeaders, type GenerationEvent } from '../openai.stream';
import { ResponseDialect, encodeAfter } from './response.dialect';
import { conversationOf } from './response.input';
import { ResponseProjection } from './response.projection';
import type { WireResponse } from './response.shape';

const PREFIX = 'resp_';

/** Generations as responses, read from the tape: there is nothing else to read. */
@Injectable()
export class ResponsesService {
  constructor(
    private readonly tape: Tape,
    private readonly streams: TapeStreams,
  ) {}

  /** The id of the generation that a response is. Throws `404`. */
  generationOf(id: string): string {
    const generation = findGeneration(id);
    if (generation === undefined) throw notFound(id);
    return generation;
  }

  /** The response at this moment. */
  async get(generation: string): Promise<WireResponse> {
    const projection = new ResponseProjection(generation);
    for await (const event of this.history(generation)) projection.apply(toGenerationEvent(event));
    const { current } = projection;
    if (!current) throw notFound(PREFIX + generation);
    return current;
  }

  /** The conversation that a response continues. */
  async conversation(id: string | null | undefined): Promise<readonly ChatMessage[]> {
    if (typeof id !== 'string') return [];
    const generation = findGeneration(id);
    const first = generation && (await this.first(generation));
    if (!first) throw notFound(id, 'previous_response_id', 'previous_response_not_found');
    const { state, closed } = await this.tape.states.get(first.topic);
    if (!closed) throw badRequest(`${id} has not ended yet; it cannot be continued.`, 'previous_response_id');
    return conversationOf(first.data as GenerationRequested, state as GenerationState);
  }

  /** Streams the events with a number above `after`, and resolves when the connection is over. */
  async stream(
    generation: string,
    { after, untilFinished }: { after: number; untilFinished?: boolean },
    response: Response,
  ): Promise<void> {
    const projection = new ResponseProjection(generation);
    let head = '';
    let last: TapeEvent | undefined;
    for await (const event of this.history(generation)) {
      head = encodeAfter(projection.apply(toGenerationEvent(event)), after);
      last = event;
      if (projection.sequenceNumber > after) break;
    }
    if (!last) throw notFound(PREFIX + generation);
    setStreamHeaders(response);
    if (projection.isOver) {
      response.end(head);
      return;
    }
    const cursor = formatCursor({ epoch: this.tape.store.epoch, seq: last.seq });
    const dialect = new ResponseDialect(projection, head, after);
    const requestId = response.get('X-Request-Id');
    await this.streams.render([last.topic], { response, cursor, requestId, untilFinished }, dialect);
  }

  private async first(generation: string): Promise<TapeEvent | undefined> {
    const [first] = await this.tape.store.read([topicOf(generation)], 0, 1);
    return first?.version === 1 ? first : undefined;
  }

  /** All events of a generation, none merged. Throws `404` when there are none, or no longer all. */
  private async *history(generation: string): AsyncGenerator<TapeEvent> {
    let version = 0;
    for await (const event of this.tape.history(topicOf(generation))) {
      if (event.version !== version + 1) throw notFound(PREFIX + generation);
      version = event.version;
      yield event;
    }
  }
}

function findGeneration(id: string): string | undefined {
  const generation = id.slice(PREFIX.length);
  return id.startsWith(PREFIX) && isTopic(topicOf(generation)) ? generation : undefined;
}

function topicOf(generation: string): Topic {
  return formatTopic('generations', generation);
}

function toGenerationEvent({ type, data, time, version }: TapeEvent): GenerationEvent {
  return { type, data, time: formatTime(time), version } as GenerationEvent;
}

function notFound(id: string, param = 'response_id', code: string | null = null): OpenAiError {
  return new OpenAiError(404, `There is no response ${JSON.stringify(id)}, or it is no longer kept.`, { param, code });
}
