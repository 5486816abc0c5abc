import { Module, type DynamicModule } from '@nestjs/common';
import { MetricsController } from './metrics.controller';
import { METRICS_OPTIONS, MetricsService, type MetricsOptions } from './metrics.service';

/** What is measured, for Prometheus. */
@Module({})
export class MetricsModule {
  /** @param generations the module whose generations are measured. */
  static create(options: MetricsOptions, generations: DynamicModule): DynamicModule {
    return {
      module: MetricsModule,
      imports: [generations],
      controllers: [MetricsController],
      providers: [MetricsService, { provide: METRICS_OPTIONS, useValue: options }],
    };
  }
}
