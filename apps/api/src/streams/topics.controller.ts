import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { Tape } from '@tickertape/tape';
import { formatCursor, formatTopic } from '@tickertape/wire';
import type { Response } from 'express';
import { readAppend } from './append.requests';

@Controller('v1/topics')
export class TopicsController {
  constructor(private readonly tape: Tape) {}

  /** Appends one event, or several of which all are appended or none. */
  @Post(':family/:id/events')
  async append(
    @Param('family') family: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ cursor: string; version: number }> {
    const { events, expectVersion } = readAppend(body);
    const { events: stored, repeated } = await this.tape.writer.append(formatTopic(family, id), events, {
      expectVersion,
    });
    response.status(repeated ? 200 : 201);
    const { seq = 0, version = 0 } = stored.at(-1) ?? {};
    return { cursor: formatCursor({ epoch: this.tape.store.epoch, seq }), version };
  }
}
