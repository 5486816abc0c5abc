import { Controller, Get, Param, Query, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { readStatus } from './matches.requests';
import { MatchesService, type MatchList, type MatchResource } from './matches.service';

@Controller('v1/matches')
export class MatchesController {
  constructor(
    private readonly matches: MatchesService,
    private readonly streams: TapeStreams,
  ) {}

  /** `GET /v1/stream?topic=matches/*` continues it from its cursor. */
  @Get()
  list(@Query('status') status: unknown): Promise<MatchList> {
    return this.matches.list(readStatus(status));
  }

  @Get(':id')
  get(@Param('id') id: string): Promise<MatchResource> {
    return this.matches.get(id);
  }

  @Sse(':id/stream')
  stream(@Param('id') id: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('matches', id)], start);
  }
}
