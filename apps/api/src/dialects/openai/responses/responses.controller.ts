import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { IdempotencyKey } from '../../../idempotency';
import { readBody } from '../openai.body';
import { badRequest } from '../openai.error';
import { OpenAiGenerations, whenOver } from '../openai.generations';
import { RESPONSE_PARAMS, toGeneration } from './response.input';
import type { WireResponse } from './response.shape';
import { CreateResponse } from './responses.requests';
import { ResponsesService } from './responses.service';

/** OpenAI's responses. Whoever leaves one cancels its generation, unless it runs in the background. */
@Controller('v1/responses')
export class ResponsesController {
  constructor(
    private readonly generations: OpenAiGenerations,
    private readonly responses: ResponsesService,
  ) {}

  @Post()
  @HttpCode(200)
  async create(
    @Body() body: unknown,
    @IdempotencyKey() key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const over = whenOver(response);
    const request = readBody(CreateResponse, body);
    this.generations.requireModel(request.model);
    const before = await this.responses.conversation(request.previous_response_id);
    const { background = false } = request;
    const options = { key, params: RESPONSE_PARAMS, ...(!background && { over }) };
    const id = await this.generations.start(toGeneration(request, before), options);
    if (!background && !(await this.attend(id, request, over))) return;
    if (request.stream) await this.responses.stream(id, { after: -1, untilFinished: !background }, response);
    else response.json(await this.responses.get(id));
  }

  @Get(':id')
  async get(
    @Param('id') id: string,
    @Query('stream') stream: unknown,
    @Query('starting_after') startingAfter: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const generation = this.responses.generationOf(id);
    const after = readNumber(startingAfter);
    if (stream === 'true') await this.responses.stream(generation, { after }, response);
    else response.json(await this.responses.get(generation));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string): Promise<WireResponse> {
    const generation = this.responses.generationOf(id);
    // First, so that one that is not there is refused as such.
    await this.responses.get(generation);
    await this.generations.cancel(generation);
    return this.responses.get(generation);
  }

  /**
   * Stays with a response of the foreground: until its first word, or until its end where there is no stream. What fails
   * without a word is thrown. `false`: the client has gone.
   */
  private async attend(id: string, { stream }: CreateResponse, over: AbortSignal): Promise<boolean> {
    const first = await this.generations.firstWord(id, over);
    if (stream || !first) return first !== undefined;
    return (await this.generations.end(id, over)) !== undefined;
  }
}

/** `?starting_after=`, or -1 when there is none. */
function readNumber(text: unknown): number {
  if (text === undefined) return -1;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw badRequest('starting_after must be the sequence_number of an event.', 'starting_after');
}
