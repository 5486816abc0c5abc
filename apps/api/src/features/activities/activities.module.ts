import { Module } from '@nestjs/common';
import { activityDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { SocialModule } from '../../social/social.module';
import { ActivitiesController } from './activities.controller';
import { ActivitiesService } from './activities.service';

@Module({
  imports: [TapeModule.forFeature(activityDtos), SocialModule],
  controllers: [ActivitiesController],
  providers: [ActivitiesService],
})
export class ActivitiesModule {}
