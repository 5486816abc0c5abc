import { Module, type DynamicModule } from '@nestjs/common';
import { MetricsController } from './metrics.controller';
import { METRICS_OPTIONS, MetricsService, type MetricsOptions } from './metrics.service';

/** What is measured, for Prometheus. */
@Module({})
export class MetricsModule {
  static create(options: MetricsOptions): DynamicModule {
    return {
      module: MetricsModule,
      controllers: [MetricsController],
      providers: [MetricsService, { provide: METRICS_OPTIONS, useValue: options }],
    };
  }
}
