import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { orders } from './orders.family';
import type {
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderEtaChanged,
  OrderItem,
  OrderOutForDelivery,
  OrderReceived,
} from './orders.family';

export class OrderItemDto implements OrderItem {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @IsInt()
  @Min(1)
  @Max(100)
  quantity!: number;
}

export class OrderReceivedDto implements OrderReceived {
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OrderItemDto)
  items!: OrderItemDto[];

  @IsOptional()
  @IsString()
  @MaxLength(500)
  address?: string;

  @IsOptional()
  @IsBoolean()
  simulate?: boolean;
}

export class OrderCookingStartedDto implements OrderCookingStarted {}

export class OrderOutForDeliveryDto implements OrderOutForDelivery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  courier?: string;
}

export class OrderEtaChangedDto implements OrderEtaChanged {
  @IsISO8601({ strict: true })
  eta!: string;
}

export class OrderDeliveredDto implements OrderDelivered {}

export class OrderCancelledDto implements OrderCancelled {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export const orderDtos = defineEventDtos(orders, {
  'orders.received': OrderReceivedDto,
  'orders.cooking_started': OrderCookingStartedDto,
  'orders.out_for_delivery': OrderOutForDeliveryDto,
  'orders.eta_changed': OrderEtaChangedDto,
  'orders.delivered': OrderDeliveredDto,
  'orders.cancelled': OrderCancelledDto,
});
