import { Controller, Query, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import type { Topic } from '@tickertape/wire';
import type { Observable } from 'rxjs';

/** Any topics on one connection: the one endpoint that `@tickertape/client` needs for its views. */
@Controller('v1/stream')
export class StreamsController {
  constructor(private readonly streams: TapeStreams) {}

  @Sse()
  stream(
    @Query('topic') topic: Topic | Topic[] = [],
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.open([topic].flat(), start);
  }
}
