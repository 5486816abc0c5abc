import { Module } from '@nestjs/common';
import { StreamsController } from './streams.controller';
import { TopicsController } from './topics.controller';

/** What serves all families alike: one stream of many topics, and appending by topic. */
@Module({ controllers: [StreamsController, TopicsController] })
export class StreamsModule {}
