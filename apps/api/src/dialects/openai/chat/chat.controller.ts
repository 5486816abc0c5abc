import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { GenerationRequested, GenerationState } from '@tickertape/events';
import { TapeStreams } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import type { Response } from 'express';
import { IdempotencyKey } from '../../../idempotency';
import { readBody } from '../openai.body';
import { OpenAiGenerations, orThrow, whenOver } from '../openai.generations';
import { setStreamHeaders } from '../openai.stream';
import { headOf, toChatCompletion } from './chat.completion';
import { ChatDialect } from './chat.dialect';
import { CHAT_PARAMS, toGeneration } from './chat.request';
import { CreateChatCompletion } from './chat.requests';

/** OpenAI's chat completions. Whoever leaves one, streaming or not, cancels its generation. */
@Controller('v1/chat/completions')
export class ChatController {
  constructor(
    private readonly generations: OpenAiGenerations,
    private readonly streams: TapeStreams,
    private readonly tape: Tape,
  ) {}

  @Post()
  @HttpCode(200)
  async create(
    @Body() body: unknown,
    @IdempotencyKey() key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const over = whenOver(response);
    const request = readBody(CreateChatCompletion, body);
    const id = await this.generations.start(toGeneration(request), { key, over, params: CHAT_PARAMS });
    if (request.stream) await this.stream(id, request, over, response);
    else await this.answer(id, over, response);
  }

  private async stream(
    id: string,
    { stream_options }: CreateChatCompletion,
    over: AbortSignal,
    response: Response,
  ): Promise<void> {
    // No header before it: what fails without a word is answered with its status, and the SDKs try again.
    const first = await this.generations.firstWord(id, over);
    if (!first) return;
    setStreamHeaders(response);
    const dialect = new ChatDialect(id, stream_options?.include_usage === true);
    const requestId = response.get('X-Request-Id');
    await this.streams.render([first.topic], { response, cursor: 'start', requestId, untilFinished: true }, dialect);
  }

  private async answer(id: string, over: AbortSignal, response: Response): Promise<void> {
    const end = orThrow(await this.generations.end(id, over));
    if (!end) return;
    const topic = formatTopic('generations', id);
    const [first] = await this.tape.store.read([topic], 0, 1);
    const { state } = await this.tape.states.get(topic);
    const head = headOf(id, first?.time ?? end.time, first?.data as GenerationRequested);
    response.json(toChatCompletion(head, state as GenerationState));
  }
}
