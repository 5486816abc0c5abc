import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { IsUserName } from '../user-name.dto';
import { NOTIFICATION_GROUPS_MAX, notifications } from './notifications.family';
import type {
  NotificationAdded,
  NotificationCounts,
  NotificationRetracted,
  NotificationsRead,
  NotificationsSeen,
  NotificationSubject,
} from './notifications.family';

export class NotificationSubjectDto implements NotificationSubject {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  type!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;

  @IsOptional()
  @IsString()
  name?: string;
}

class NotificationCountsDto implements NotificationCounts {
  @IsInt()
  @Min(0)
  unseen!: number;

  @IsInt()
  @Min(0)
  unread!: number;
}

class NotifiedActivityDto extends NotificationCountsDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  group!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  activityId!: string;
}

export class NotificationRetractedDto extends NotifiedActivityDto implements NotificationRetracted {
  @IsOptional()
  @IsUserName()
  actor?: string;
}

export class NotificationAddedDto extends NotifiedActivityDto implements NotificationAdded {
  @IsUserName()
  actor!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  verb!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => NotificationSubjectDto)
  subject!: NotificationSubjectDto;
}

export class NotificationsSeenDto extends NotificationCountsDto implements NotificationsSeen {
  @IsInt()
  @Min(0)
  upTo!: number;
}

export class NotificationsReadDto extends NotificationCountsDto implements NotificationsRead {
  @IsOptional()
  @IsInt()
  @Min(0)
  upTo?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(NOTIFICATION_GROUPS_MAX)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  ids?: string[];
}

export const notificationDtos = defineEventDtos(notifications, {
  'notifications.added': NotificationAddedDto,
  'notifications.retracted': NotificationRetractedDto,
  'notifications.seen': NotificationsSeenDto,
  'notifications.read': NotificationsReadDto,
});
