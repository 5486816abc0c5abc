import { Module } from '@nestjs/common';
import { generationDtos } from '@tickertape/events/dto';
import { SimulatedLanguageModel } from '@tickertape/language-model';
import { TapeModule } from '@tickertape/nestjs';
import { GenerationsController } from './generations.controller';
import { LANGUAGE_MODEL } from './generations.model';
import { GenerationsService } from './generations.service';
import { GenerationRuns } from './generations.source';

@Module({
  imports: [TapeModule.forFeature(generationDtos)],
  controllers: [GenerationsController],
  providers: [
    { provide: LANGUAGE_MODEL, useFactory: () => new SimulatedLanguageModel() },
    GenerationRuns,
    GenerationsService,
  ],
})
export class GenerationsModule {}
