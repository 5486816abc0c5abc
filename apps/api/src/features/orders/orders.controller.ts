import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { formatTopic } from '@tickertape/wire';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { answerCreated } from '../../created';
import { answerNotModified } from '../../entity-tag';
import { IdempotencyKey } from '../../idempotency';
import { CancelOrder, ChangeOrderEta, DispatchOrder, PlaceOrder, StepOrder } from './orders.requests';
import { OrdersService, type OrderResource } from './orders.service';

@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly streams: TapeStreams,
  ) {}

  @Post()
  async place(
    @Body() body: PlaceOrder,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrderResource> {
    return answerCreated(response, await this.orders.place({ ...body }, key));
  }

  /** The honest polling baseline: a poll that brings nothing new is answered `304`. */
  @Get(':id')
  async get(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrderResource | undefined> {
    const order = await this.orders.get(id);
    return answerNotModified(request, response, order.cursor) ? undefined : order;
  }

  @Sse(':id/stream')
  stream(@Param('id') id: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('orders', id)], start);
  }

  @Post(':id/start-cooking')
  @HttpCode(200)
  startCooking(@Param('id') id: string, @Body() { expectVersion, ...data }: StepOrder): Promise<OrderResource> {
    return this.orders.act(id, { command: 'start-cooking', data }, expectVersion);
  }

  @Post(':id/dispatch')
  @HttpCode(200)
  dispatch(@Param('id') id: string, @Body() { expectVersion, ...data }: DispatchOrder): Promise<OrderResource> {
    return this.orders.act(id, { command: 'dispatch', data }, expectVersion);
  }

  @Post(':id/change-eta')
  @HttpCode(200)
  changeEta(@Param('id') id: string, @Body() { expectVersion, ...data }: ChangeOrderEta): Promise<OrderResource> {
    return this.orders.act(id, { command: 'change-eta', data }, expectVersion);
  }

  @Post(':id/deliver')
  @HttpCode(200)
  deliver(@Param('id') id: string, @Body() { expectVersion, ...data }: StepOrder): Promise<OrderResource> {
    return this.orders.act(id, { command: 'deliver', data }, expectVersion);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param('id') id: string, @Body() { expectVersion, ...data }: CancelOrder): Promise<OrderResource> {
    return this.orders.act(id, { command: 'cancel', data }, expectVersion);
  }
}
