import { ArrayMaxSize, ArrayMinSize, IsArray, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { NOTIFICATION_GROUPS_MAX } from '@tickertape/events';

/** `POST /v1/notifications/{user}/seen` */
export class MarkSeen {
  /** The cursor of the page, or the id of a frame: what the user has on the screen. */
  @IsString()
  upTo!: string;
}

/** `POST /v1/notifications/{user}/read`: one of the two, not both. */
export class MarkRead {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  upTo?: string;

  /** Groups. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(NOTIFICATION_GROUPS_MAX)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(500, { each: true })
  ids?: string[];
}
