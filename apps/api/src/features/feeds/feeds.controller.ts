import { Controller, Get, Param, Query, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { readPageQuery } from '../../page';
import type { TopicResource } from '../../topic-resource';
import { FeedsService, type FeedPage } from './feeds.service';

const PAGE_MAX = 100;
const PAGE = 25;

@Controller('v1/feeds')
export class FeedsController {
  constructor(
    private readonly feeds: FeedsService,
    private readonly streams: TapeStreams,
  ) {}

  @Get(':user')
  get(
    @Param('user') user: string,
    @Query() query: { limit?: unknown; before?: unknown },
  ): Promise<TopicResource<FeedPage>> {
    return this.feeds.get(user, readPageQuery(query, PAGE_MAX, PAGE));
  }

  @Sse(':user/stream')
  stream(@Param('user') user: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('feeds', user)], start);
  }
}
