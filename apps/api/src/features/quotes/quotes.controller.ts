import { Controller, Get, Param, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { QuotesService, type QuoteList, type QuoteResource } from './quotes.service';

@Controller('v1/quotes')
export class QuotesController {
  constructor(
    private readonly quotes: QuotesService,
    private readonly streams: TapeStreams,
  ) {}

  @Get()
  list(): Promise<QuoteList> {
    return this.quotes.list();
  }

  @Get(':symbol')
  get(@Param('symbol') symbol: string): Promise<QuoteResource> {
    return this.quotes.get(symbol);
  }

  @Sse(':symbol/stream')
  stream(@Param('symbol') symbol: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('quotes', symbol)], start);
  }
}
