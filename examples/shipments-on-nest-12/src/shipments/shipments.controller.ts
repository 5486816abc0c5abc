import { Body, Controller, Get, Param, Post, Put, Sse, type MessageEvent } from '@nestjs/common';
import { StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { Tape, TapeError, type AppendOptions, type EventInput } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import type { Observable } from 'rxjs';
import { ShipmentBookedDto, ShipmentDeliveredDto, ShipmentScannedDto } from './shipments.dto.js';
import type { ShipmentState } from './shipments.family.js';

/** A body that its DTO refuses is answered `422`, a shipment that is delivered already `409`, both by `TapeModule`. */
@Controller('shipments')
export class ShipmentsController {
  constructor(
    private readonly tape: Tape,
    private readonly streams: TapeStreams,
  ) {}

  @Put(':id')
  book(@Param('id') id: string, @Body() data: ShipmentBookedDto): Promise<ShipmentState> {
    return this.append(id, { type: 'shipments.booked', data }, { expectVersion: 0 });
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<ShipmentState> {
    const topic = formatTopic('shipments', id);
    const { state, version } = await this.tape.states.get(topic);
    if (version === 0) throw new TapeError('topic_not_found', `${topic} does not exist`, { topic });
    return state as ShipmentState;
  }

  @Post(':id/scans')
  async scan(@Param('id') id: string, @Body() data: ShipmentScannedDto): Promise<ShipmentState> {
    await this.get(id);
    return this.append(id, { type: 'shipments.scanned', data });
  }

  @Post(':id/delivery')
  async deliver(@Param('id') id: string, @Body() data: ShipmentDeliveredDto): Promise<ShipmentState> {
    await this.get(id);
    return this.append(id, { type: 'shipments.delivered', data });
  }

  @Sse(':id/stream')
  stream(@Param('id') id: string, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.open([formatTopic('shipments', id)], start);
  }

  private async append(id: string, event: EventInput, options?: AppendOptions): Promise<ShipmentState> {
    await this.tape.writer.append(formatTopic('shipments', id), [event], options);
    return this.get(id);
  }
}
