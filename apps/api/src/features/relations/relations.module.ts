import { Module } from '@nestjs/common';
import { SocialModule } from '../../social/social.module';
import { RelationsController } from './relations.controller';
import { RelationsService } from './relations.service';

@Module({ imports: [SocialModule], controllers: [RelationsController], providers: [RelationsService] })
export class RelationsModule {}
