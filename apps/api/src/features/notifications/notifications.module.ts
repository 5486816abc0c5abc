import { Module } from '@nestjs/common';
import { activityDtos, notificationDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { SocialModule } from '../../social/social.module';
import { NotificationsController } from './notifications.controller';
import { NotificationsService } from './notifications.service';
import { NotificationsSource } from './notifications.source';
import { NotificationsWriter } from './notifications.writer';

@Module({
  imports: [TapeModule.forFeature(activityDtos, notificationDtos), SocialModule],
  controllers: [NotificationsController],
  providers: [NotificationsService, NotificationsSource, NotificationsWriter],
})
export class NotificationsModule {}
