import { Module } from '@nestjs/common';
import { TapeModule } from '@tickertape/nestjs';
import { ShipmentsController } from './shipments.controller.js';
import { shipmentDtos } from './shipments.dto.js';

@Module({ imports: [TapeModule.forFeature(shipmentDtos)], controllers: [ShipmentsController] })
export class ShipmentsModule {}
