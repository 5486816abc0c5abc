import { Module, type DynamicModule } from '@nestjs/common';
import { quoteDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { QuotesController } from './quotes.controller';
import { QuotesService } from './quotes.service';
import { Market } from './quotes.source';
import { QuotesWatch } from './quotes.watch';

@Module({})
export class QuotesModule {
  /** @param simulate whether the simulated market has prices. */
  static create({ simulate }: { readonly simulate: boolean }): DynamicModule {
    return {
      module: QuotesModule,
      imports: [TapeModule.forFeature(quoteDtos)],
      controllers: [QuotesController],
      providers: [QuotesService, QuotesWatch, ...(simulate ? [Market] : [])],
    };
  }
}
