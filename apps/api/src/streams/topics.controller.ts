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
    const { events, repeated } = await this.tape.writer.append(formatTopic(family, id), readAppend(body));
    response.status(repeated ? 200 : 201);
    // The last on the tape: those that were there already may be given in any order.
    const { seq, version } = events.reduce((last, event) => (event.seq > last.seq ? event : last));
    return { cursor: formatCursor({ epoch: this.tape.store.epoch, seq }), version };
  }
}
