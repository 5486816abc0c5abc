import { Body, Controller, Get, HttpCode, Param, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { NOTIFICATION_GROUPS_MAX } from '@tickertape/events';
import { ProblemException, StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import type { Observable } from 'rxjs';
import { MarkRead, MarkSeen } from './notifications.requests';
import { NotificationsService, type NotificationsResource } from './notifications.service';
import { topicOf } from './notifications.topic';

@Controller('v1/notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly streams: TapeStreams,
  ) {}

  @Get(':user')
  get(@Param('user') user: string, @Query('limit') limit: unknown): Promise<NotificationsResource> {
    return this.notifications.get(user, readLimit(limit));
  }

  @Sse(':user/stream')
  stream(@Param('user') user: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([topicOf(user)], start);
  }

  @Post(':user/seen')
  @HttpCode(200)
  markSeen(@Param('user') user: string, @Body() { upTo }: MarkSeen): Promise<NotificationsResource> {
    return this.notifications.markSeen(user, upTo);
  }

  @Post(':user/read')
  @HttpCode(200)
  markRead(@Param('user') user: string, @Body() body: MarkRead): Promise<NotificationsResource> {
    return this.notifications.markRead(user, body);
  }
}

function readLimit(value: unknown): number {
  if (value === undefined) return NOTIFICATION_GROUPS_MAX;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= NOTIFICATION_GROUPS_MAX) return limit;
  const message = `limit must be a whole number from 1 to ${NOTIFICATION_GROUPS_MAX}`;
  throw new ProblemException(400, 'bad_parameter', message, { errors: [{ path: 'limit', message }] });
}
