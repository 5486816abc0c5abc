import { Equals, IsOptional } from 'class-validator';
import { ActivityPublishedDto, ActivityRemovedDto } from '../activities/activities.dto';
import { defineEventDtos } from '../event-data.dto';
import { IsTime } from '../time.dto';
import { IsUserName } from '../user-name.dto';
import { feeds } from './feeds.family';
import type { FeedActivityAdded, FeedActivityChanged, FeedActivityRemoved } from './feeds.family';

export class FeedActivityChangedDto extends ActivityPublishedDto implements FeedActivityChanged {
  @IsUserName()
  actor!: string;

  @IsTime()
  published!: string;

  @IsOptional()
  @IsTime()
  updated?: string;
}

export class FeedActivityAddedDto extends FeedActivityChangedDto implements FeedActivityAdded {
  @IsOptional()
  @Equals(true)
  backfilled?: true;
}

export class FeedActivityRemovedDto extends ActivityRemovedDto implements FeedActivityRemoved {
  @IsOptional()
  @IsUserName()
  actor?: string;
}

export const feedDtos = defineEventDtos(feeds, {
  'feeds.activity_added': FeedActivityAddedDto,
  'feeds.activity_changed': FeedActivityChangedDto,
  'feeds.activity_removed': FeedActivityRemovedDto,
});
