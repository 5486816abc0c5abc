import { Module, type DynamicModule } from '@nestjs/common';
import { chatDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { AiSdkController } from './ai-sdk.controller';
import { AiSdkService } from './ai-sdk.service';

/** The generations in the AI SDK's dialect. Of its own it has which of them belong to a chat. */
@Module({})
export class AiSdkModule {
  /** @param generations the feature that it renders, as the app imports it. */
  static create(generations: DynamicModule): DynamicModule {
    return {
      module: AiSdkModule,
      imports: [generations, TapeModule.forFeature(chatDtos)],
      controllers: [AiSdkController],
      providers: [AiSdkService],
    };
  }
}
