import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { answerCreated } from '../../created';
import { IdempotencyKey } from '../../idempotency';
import { readPageQuery } from '../../page';
import { EditActivity, PublishActivity } from './activities.requests';
import {
  ActivitiesService,
  type ActivitiesPage,
  type ActivityResource,
  type TombstoneResource,
} from './activities.service';

const PAGE_MAX = 100;
const PAGE = 25;

@Controller('v1/users/:user/activities')
export class ActivitiesController {
  constructor(private readonly activities: ActivitiesService) {}

  @Post()
  async publish(
    @Param('user') user: string,
    @Body() body: PublishActivity,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ActivityResource> {
    return answerCreated(response, await this.activities.publish(user, { ...body }, key));
  }

  @Get()
  list(@Param('user') user: string, @Query() query: { limit?: unknown; before?: unknown }): Promise<ActivitiesPage> {
    return this.activities.list(user, readPageQuery(query, PAGE_MAX, PAGE));
  }

  @Get(':id')
  get(@Param('user') user: string, @Param('id') id: string): Promise<ActivityResource> {
    return this.activities.get(user, id);
  }

  @Patch(':id')
  edit(@Param('user') user: string, @Param('id') id: string, @Body() body: EditActivity): Promise<ActivityResource> {
    return this.activities.edit(user, id, { ...body });
  }

  @Delete(':id')
  remove(@Param('user') user: string, @Param('id') id: string): Promise<TombstoneResource> {
    return this.activities.remove(user, id);
  }
}
