import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  RequestMethod,
  Res,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { answerCreated } from '../../created';
import { IdempotencyKey } from '../../idempotency';
import { StartGeneration } from './generations.requests';
import { GenerationsService, type GenerationResource } from './generations.service';

@Controller('v1/generations')
export class GenerationsController {
  constructor(
    private readonly generations: GenerationsService,
    private readonly streams: TapeStreams,
  ) {}

  @Post()
  async start(
    @Body() body: StartGeneration,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<GenerationResource> {
    return answerCreated(response, await this.generations.start({ ...body }, key));
  }

  /** Starts a generation and is its stream, in one request. */
  @Sse('stream', { method: RequestMethod.POST })
  @HttpCode(200)
  async startAndStream(
    @Body() body: StartGeneration,
    @IdempotencyKey() key: string | undefined,
    @StreamStart() start: StreamRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Observable<MessageEvent>> {
    const { resource } = await this.generations.start({ ...body }, key);
    response.set('Content-Location', resource.links.self);
    return this.streams.open([resource.topic], start);
  }

  @Get(':id')
  get(@Param('id') id: string): Promise<GenerationResource> {
    return this.generations.get(id);
  }

  @Sse(':id/stream')
  stream(@Param('id') id: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('generations', id)], start);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param('id') id: string): Promise<GenerationResource> {
    return this.generations.cancel(id);
  }
}
