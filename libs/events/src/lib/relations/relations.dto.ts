import { defineEventDtos } from '../event-data.dto';
import { IsUserName } from '../user-name.dto';
import { relations } from './relations.family';
import type { Relation } from './relations.family';

export class RelationDto implements Relation {
  @IsUserName()
  user!: string;
}

export const relationDtos = defineEventDtos(relations, {
  'relations.followed': RelationDto,
  'relations.unfollowed': RelationDto,
  'relations.muted': RelationDto,
  'relations.unmuted': RelationDto,
  'relations.blocked': RelationDto,
  'relations.unblocked': RelationDto,
});
