import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { TapeStreams } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import type { Response } from 'express';
import type { GenerationResource } from '../../features/generations/generations.service';
import { IdempotencyKey } from '../../idempotency';
import { UI_STREAM_HEADERS } from './ai-sdk.chunks';
import { AiSdkDialect } from './ai-sdk.dialect';
import { readSendChat, StopChat } from './ai-sdk.requests';
import { AiSdkService, type ChatRun } from './ai-sdk.service';

/** What `useChat` of the AI SDK calls. Whoever leaves a stream leaves the generation running; `stop` ends it. */
@Controller('v1/ai/chat')
export class AiSdkController {
  constructor(
    private readonly chats: AiSdkService,
    private readonly streams: TapeStreams,
    private readonly tape: Tape,
  ) {}

  /** Answers a chat. */
  @Post()
  @HttpCode(200)
  async send(
    @Body() body: unknown,
    @IdempotencyKey() key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    await this.stream(await this.chats.start(readSendChat(body), key), false, response);
  }

  /** The latest answer once more, from its beginning and on; `204` when there is none. */
  @Get(':chatId/stream')
  async resume(@Param('chatId') chatId: string, @Res() response: Response): Promise<void> {
    const run = await this.chats.latest(chatId);
    if (run) await this.stream(run, true, response);
    else response.status(204).end();
  }

  @Post(':chatId/stop')
  @HttpCode(200)
  stop(@Param('chatId') chatId: string, @Body() { messageId }: StopChat): Promise<GenerationResource> {
    return this.chats.stop(chatId, messageId);
  }

  private async stream({ messageId, generation }: ChatRun, fromScratch: boolean, response: Response): Promise<void> {
    const { id: generationId, topic, links } = generation;
    // Not by Express, which would add a charset.
    for (const [name, value] of Object.entries(UI_STREAM_HEADERS)) response.setHeader(name, value);
    response.setHeader('Content-Location', links.self);
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    // Event by event, which keeps the order of its parts. Once the first ones are gone, its state has the rest.
    const { trimmedSeq } = await this.tape.store.head(topic);
    const cursor = trimmedSeq > 0 ? undefined : 'start';
    const dialect = new AiSdkDialect({ generationId, messageId, links, fromScratch });
    await this.streams.render([topic], { response, cursor, requestId: response.get('X-Request-Id') }, dialect);
  }
}
