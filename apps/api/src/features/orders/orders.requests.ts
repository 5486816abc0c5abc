import { IsInt, IsOptional, Min } from 'class-validator';
import {
  OrderCancelledDto,
  OrderDeliveredDto,
  OrderEtaChangedDto,
  OrderOutForDeliveryDto,
  OrderReceivedDto,
} from '@tickertape/events/dto';

/** `POST /v1/orders`: what the event says that it leads to. */
export class PlaceOrder extends OrderReceivedDto {}

/** A step that says nothing but when, and, if the client wants to be sure of it, the version that it has seen. */
export class StepOrder extends OrderDeliveredDto {
  @IsOptional()
  @IsInt()
  @Min(0)
  expectVersion?: number;
}

export class DispatchOrder extends OrderOutForDeliveryDto {
  @IsOptional()
  @IsInt()
  @Min(0)
  expectVersion?: number;
}

export class ChangeOrderEta extends OrderEtaChangedDto {
  @IsOptional()
  @IsInt()
  @Min(0)
  expectVersion?: number;
}

export class CancelOrder extends OrderCancelledDto {
  @IsOptional()
  @IsInt()
  @Min(0)
  expectVersion?: number;
}
