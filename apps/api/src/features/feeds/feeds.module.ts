import { Module } from '@nestjs/common';
import { activityDtos, feedDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { SocialModule } from '../../social/social.module';
import { FeedsController } from './feeds.controller';
import { FeedsService } from './feeds.service';
import { FeedsSource } from './feeds.source';

@Module({
  imports: [TapeModule.forFeature(activityDtos, feedDtos), SocialModule],
  controllers: [FeedsController],
  providers: [FeedsService, FeedsSource],
})
export class FeedsModule {}
