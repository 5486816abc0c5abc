import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { IsTime } from '../time.dto';
import { orders } from './orders.family';
import type {
  OrderCancelled,
  OrderCookingStarted,
  OrderDelivered,
  OrderEtaChanged,
  OrderItem,
  OrderOccurred,
  OrderOutForDelivery,
  OrderReceived,
} from './orders.family';

class OrderOccurredDto implements OrderOccurred {
  @IsOptional()
  @IsTime()
  occurredAt?: string;
}

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

export class OrderReceivedDto extends OrderOccurredDto implements OrderReceived {
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
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

export class OrderCookingStartedDto extends OrderOccurredDto implements OrderCookingStarted {}

export class OrderOutForDeliveryDto extends OrderOccurredDto implements OrderOutForDelivery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  courier?: string;
}

export class OrderEtaChangedDto extends OrderOccurredDto implements OrderEtaChanged {
  @IsTime()
  eta!: string;
}

export class OrderDeliveredDto extends OrderOccurredDto implements OrderDelivered {}

export class OrderCancelledDto extends OrderOccurredDto implements OrderCancelled {
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
