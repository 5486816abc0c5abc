import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ChatController } from './chat/chat.controller';
import { GenerationAttendance } from './generation.attendance';
import { GenerationWatch } from './generation.watch';
import { ModelsController } from './models/models.controller';
import { OpenAiFilter } from './openai.filter';
import { OpenAiGenerations } from './openai.generations';
import { ResponsesController } from './responses/responses.controller';
import { ResponsesService } from './responses/responses.service';

/** The generations in OpenAI's dialect: chat completions, responses, models. It owns no state. */
@Module({})
export class OpenAiModule {
  /** @param generations the feature that it renders, as the app imports it. */
  static create(generations: DynamicModule): DynamicModule {
    return {
      module: OpenAiModule,
      imports: [generations],
      controllers: [ChatController, ModelsController, ResponsesController],
      providers: [
        GenerationAttendance,
        GenerationWatch,
        OpenAiGenerations,
        ResponsesService,
        { provide: APP_FILTER, useClass: OpenAiFilter },
      ],
    };
  }
}
