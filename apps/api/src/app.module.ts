import { Module, type DynamicModule } from '@nestjs/common';
import { TapeModule } from '@tickertape/nestjs';
import type { TapeStore } from '@tickertape/tape';
import { CatalogueModule } from './catalogue/catalogue.module';
import type { Config } from './config';
import { AiSdkModule } from './dialects/ai-sdk/ai-sdk.module';
import { OpenAiModule } from './dialects/openai/openai.module';
import { ActivitiesModule } from './features/activities/activities.module';
import { FeedsModule } from './features/feeds/feeds.module';
import { GenerationsModule } from './features/generations/generations.module';
import { MatchesModule } from './features/matches/matches.module';
import { NewsModule } from './features/news/news.module';
import { NotificationsModule } from './features/notifications/notifications.module';
import { OrdersModule } from './features/orders/orders.module';
import { QuotesModule } from './features/quotes/quotes.module';
import { RelationsModule } from './features/relations/relations.module';
import { HealthModule } from './health/health.module';
import { MetricsModule } from './metrics/metrics.module';
import { measureStore } from './store';
import { StreamsModule } from './streams/streams.module';

/** The composition root: the tape on its store, one module a feature, and what serves all families alike. */
@Module({})
export class AppModule {
  static create(config: Config, store: TapeStore): DynamicModule {
    const { heartbeatMs, maxStreamMs, maxStreams: maxReaders, retryMs, stallMs, drainMs, simulate } = config;
    const { maxRunningGenerations: maxRunning, maxGenerationMs: maxRunMs, modelProvider: provider } = config;
    const generations = GenerationsModule.create({ maxRunning, maxRunMs, simulate, provider });
    return {
      module: AppModule,
      imports: [
        TapeModule.forRoot({ store, heartbeatMs, maxStreamMs, maxReaders, retryMs, stallMs, drainMs }),
        generations,
        OpenAiModule.create(generations),
        AiSdkModule.create(generations),
        OrdersModule,
        MatchesModule.create({ simulate, speed: config.matchSpeed }),
        NewsModule.create({ simulate }),
        QuotesModule.create({ simulate }),
        ActivitiesModule,
        RelationsModule,
        FeedsModule,
        NotificationsModule,
        StreamsModule,
        CatalogueModule,
        HealthModule,
        MetricsModule.create({ storeBytes: () => measureStore(config) }, generations),
      ],
    };
  }
}
