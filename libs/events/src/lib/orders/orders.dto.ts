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
  IsRFC3339,
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
  OrderOccurred,
  OrderOutForDelivery,
  OrderReceived,
} from './orders.family';

/** A date and a time with its offset, on a day that there is: each of the two checks alone takes what the other refuses. */
function IsTime(): PropertyDecorator {
  const message = '$property must be a time as RFC 3339 has it, 2026-11-22T09:00:00Z';
  return (target, property) => {
    for (const check of [IsRFC3339({ message }), IsISO8601({ strict: true }, { message })]) check(target, property);
  };
}

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
