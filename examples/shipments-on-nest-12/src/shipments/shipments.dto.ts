import { defineEventDtos } from '@tickertape/events/dto';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { shipments, type ShipmentBooked, type ShipmentDelivered, type ShipmentScanned } from './shipments.family.js';

export class ShipmentBookedDto implements ShipmentBooked {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  from!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  to!: string;
}

export class ShipmentScannedDto implements ShipmentScanned {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  place!: string;
}

export class ShipmentDeliveredDto implements ShipmentDelivered {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  signedBy?: string;
}

export const shipmentDtos = defineEventDtos(shipments, {
  'shipments.booked': ShipmentBookedDto,
  'shipments.scanned': ShipmentScannedDto,
  'shipments.delivered': ShipmentDeliveredDto,
});
