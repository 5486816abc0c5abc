import { Module, type DynamicModule } from '@nestjs/common';
import { newsDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { NewsController } from './news.controller';
import { NewsService } from './news.service';
import { Newsroom } from './news.source';

@Module({})
export class NewsModule {
  /** @param simulate whether the simulated newsroom publishes. */
  static create({ simulate }: { readonly simulate: boolean }): DynamicModule {
    return {
      module: NewsModule,
      imports: [TapeModule.forFeature(newsDtos)],
      controllers: [NewsController],
      providers: [NewsService, ...(simulate ? [Newsroom] : [])],
    };
  }
}
