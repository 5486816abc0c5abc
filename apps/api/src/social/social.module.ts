import { Module } from '@nestjs/common';
import { relationDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { RelationsIndex } from './relations.index';
import { SocialWorkers } from './social.workers';

/** What the features of activity feeds share: who follows, mutes and blocks whom. */
@Module({
  imports: [TapeModule.forFeature(relationDtos)],
  providers: [RelationsIndex, SocialWorkers],
  exports: [RelationsIndex, SocialWorkers],
})
export class SocialModule {}
