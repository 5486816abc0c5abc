import { Module } from '@nestjs/common';
import { relationDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { RelationsIndex } from './relations.index';

/** What the features of activity feeds share: who follows, mutes and blocks whom. */
@Module({
  imports: [TapeModule.forFeature(relationDtos)],
  providers: [RelationsIndex],
  exports: [RelationsIndex],
})
export class SocialModule {}
