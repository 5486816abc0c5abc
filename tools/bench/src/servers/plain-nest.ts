/** NestJS as its documentation shows Server-Sent Events: `@Sse()` and a Subject that all readers subscribe to. */
import 'reflect-metadata';
import type { Server } from 'node:http';
import { Body, Controller, Module, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startWith, Subject, type Observable } from 'rxjs';
import { listen } from './listen';
import { HELLO, PUBLISH_PATH, STREAM_PATH, takePublished, type PublishRequest } from './published';
import { streamTokens } from './token-stream';

@Controller()
class StreamController {
  private readonly events = new Subject<MessageEvent>();

  @Sse(STREAM_PATH)
  stream(): Observable<MessageEvent> {
    return this.events.pipe(startWith(HELLO));
  }

  @Post(PUBLISH_PATH)
  publish(@Body() body: PublishRequest): object {
    for (const event of takePublished(body)) this.events.next(event);
    return {};
  }

  @Sse('/tokens')
  tokens(@Query('perSecond') perSecond: string): Observable<MessageEvent> {
    return streamTokens(Number(perSecond)).pipe(startWith(HELLO));
  }
}

@Module({ controllers: [StreamController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['fatal', 'error', 'warn'] });
await app.init();
listen(app.getHttpServer() as Server);
