import { ArrayMaxSize, IsArray, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { IsUserName } from '../user-name.dto';
import { activities } from './activities.family';
import type {
  ActivityContent,
  ActivityEdited,
  ActivityObject,
  ActivityPublished,
  ActivityRemoved,
} from './activities.family';
import { IsActivityObject } from './activity-object.dto';

/** What a client says of an activity. */
export class ActivityContentDto implements ActivityContent {
  @IsString()
  @Matches(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, { message: 'verb must be a word of 1 to 64 letters, digits, _ or -' })
  verb!: string;

  @IsActivityObject()
  object!: ActivityObject;

  @IsOptional()
  @IsActivityObject()
  target?: ActivityObject;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  text?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  foreignId?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUserName({ each: true })
  to?: string[];
}

export class ActivityPublishedDto extends ActivityContentDto implements ActivityPublished {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;
}

/** What can be changed of an activity. */
export class ActivityChangesDto implements Omit<ActivityEdited, 'id'> {
  @IsOptional()
  @IsActivityObject()
  object?: ActivityObject;

  @IsOptional()
  @IsActivityObject()
  target?: ActivityObject;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  text?: string;
}

export class ActivityEditedDto extends ActivityChangesDto implements ActivityEdited {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;
}

export class ActivityRemovedDto implements ActivityRemoved {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;
}

export const activityDtos = defineEventDtos(activities, {
  'activities.published': ActivityPublishedDto,
  'activities.edited': ActivityEditedDto,
  'activities.removed': ActivityRemovedDto,
});
