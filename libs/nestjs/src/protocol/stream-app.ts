import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Controller,
  HttpCode,
  Module,
  Param,
  Post,
  Query,
  RequestMethod,
  Sse,
  type INestApplication,
  type MessageEvent,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { eventDtos } from '@tickertape/events/dto';
import { matchFixtures } from '@tickertape/events/testing';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { formatTopic, type Topic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { StreamStart, TapeModule, TapeStreams, type StreamRequest, type TapeModuleOptions } from '../index';

/** How frames get to the socket: straight, through a response that something has wrapped, or through Nest's Observable. */
export type Path = 'direct' | 'wrapped' | 'plain';
export const PATHS: readonly Path[] = ['direct', 'wrapped', 'plain'];

@Controller()
class StreamsController {
  constructor(private readonly streams: TapeStreams) {}

  @Sse('direct')
  direct(
    @Query('topic') topics: Topic | Topic[],
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.openMany([topics].flat(), start);
  }

  /** What a middleware that counts or compresses does. */
  @Sse('wrapped')
  wrapped(
    @Query('topic') topics: Topic | Topic[],
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    const response = start.response as ServerResponse;
    const write = response.write.bind(response) as typeof response.write;
    response.write = ((...args: Parameters<typeof write>) => write(...args)) as typeof write;
    return this.streams.openMany([topics].flat(), start);
  }

  /** What another adapter would do: its response is not Node's. */
  @Sse('plain')
  plain(
    @Query('topic') topics: Topic | Topic[],
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    const { response } = start;
    return this.streams.openMany([topics].flat(), { ...start, response: { raw: response } });
  }

  @Sse('posted/:family/:id', { method: RequestMethod.POST })
  @HttpCode(200)
  posted(
    @Param('family') family: string,
    @Param('id') id: string,
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic(family, id)], start);
  }

  @Sse('resources/:family/:id/stream')
  resource(
    @Param('family') family: string,
    @Param('id') id: string,
    @StreamStart() start: StreamRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic(family, id)], start);
  }

  @Post('broken')
  broken(): never {
    throw new Error('a secret');
  }
}

/** A running app with the families of the shared library on a memory store; disposed of with its sockets. */
export class StreamApp implements AsyncDisposable {
  private constructor(
    readonly nest: INestApplication<Server>,
    readonly tape: Tape,
    readonly url: string,
  ) {}

  static async start(options: Partial<TapeModuleOptions> = {}): Promise<StreamApp> {
    @Module({
      imports: [TapeModule.forRoot({ store: new MemoryTapeStore(), ...options }), TapeModule.forFeature(...eventDtos)],
      controllers: [StreamsController],
    })
    class TestModule {}
    const nest = await NestFactory.create<INestApplication<Server>>(TestModule, { logger: false });
    await nest.listen(0, '127.0.0.1');
    const { port } = nest.getHttpServer().address() as AddressInfo;
    return new StreamApp(nest, nest.get(Tape), `http://127.0.0.1:${port}`);
  }

  cursor(seq: number): string {
    return `${this.tape.store.epoch}-${seq}`;
  }

  /** Places an order and takes it through the given steps, one append a step. */
  async order(id: string, ...steps: string[]): Promise<void> {
    const data: Record<string, object> = { received: { items: [{ name: 'Margherita', quantity: 1 }] } };
    for (const step of steps) {
      await this.tape.writer.append(`orders/${id}`, [{ type: `orders.${step}`, data: data[step] ?? {} }]);
    }
  }

  /** Takes a match through the given steps, one append a step. */
  async match(id: string, ...steps: string[]): Promise<void> {
    const samples: Readonly<Record<string, object>> = matchFixtures.samples;
    for (const step of steps) {
      const type = `matches.${step}`;
      await this.tape.writer.append(`matches/${id}`, [{ type, data: samples[type] ?? {} }]);
    }
  }

  async story(channel: string, headline: string): Promise<void> {
    const data = { storyId: headline.slice(0, 50), headline };
    await this.tape.writer.append(`news/${channel}`, [{ type: 'news.published', data }]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.nest.close();
  }
}
