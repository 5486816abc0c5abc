import { Module, type DynamicModule } from '@nestjs/common';
import { generationDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { GenerationsController } from './generations.controller';
import { GenerationCounts } from './generations.counts';
import { GENERATION_LIMITS, type GenerationLimits } from './generations.limits';
import { createModel, LANGUAGE_MODEL, type ModelProvider } from './generations.model';
import { GenerationsService } from './generations.service';
import { GenerationRuns } from './generations.source';

export interface GenerationsModuleOptions extends GenerationLimits {
  /** A provider of real models. Default: only simulated ones. */
  readonly provider?: ModelProvider;
}

/** AI token streams. What is served in other dialects goes by its service too. */
@Module({})
export class GenerationsModule {
  static create({ provider, ...limits }: GenerationsModuleOptions): DynamicModule {
    return {
      module: GenerationsModule,
      imports: [TapeModule.forFeature(generationDtos)],
      controllers: [GenerationsController],
      providers: [
        { provide: LANGUAGE_MODEL, useFactory: () => createModel(provider, limits.simulate) },
        { provide: GENERATION_LIMITS, useValue: limits },
        GenerationCounts,
        GenerationRuns,
        GenerationsService,
      ],
      exports: [LANGUAGE_MODEL, GenerationCounts, GenerationRuns, GenerationsService],
    };
  }
}
