import { Controller, Get, Param, Query, Sse, type MessageEvent } from '@nestjs/common';
import { NEWS_STORIES_MAX } from '@tickertape/events';
import { ProblemException, StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { NewsService, type NewsResource } from './news.service';

@Controller('v1/news')
export class NewsController {
  constructor(
    private readonly news: NewsService,
    private readonly streams: TapeStreams,
  ) {}

  @Get(':channel')
  get(@Param('channel') channel: string, @Query('limit') limit: unknown): Promise<NewsResource> {
    return this.news.get(channel, readLimit(limit));
  }

  @Sse(':channel/stream')
  stream(@Param('channel') channel: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('news', channel)], start);
  }
}

function readLimit(value: unknown): number {
  if (value === undefined) return NEWS_STORIES_MAX;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= NEWS_STORIES_MAX) return limit;
  const message = `limit must be a whole number from 1 to ${NEWS_STORIES_MAX}`;
  throw new ProblemException(400, 'bad_parameter', message, { errors: [{ path: 'limit', message }] });
}
