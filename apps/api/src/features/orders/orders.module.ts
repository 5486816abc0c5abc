import { Module } from '@nestjs/common';
import { orderDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { OrdersController } from './orders.controller';
import { OrdersService } from './orders.service';
import { Courier } from './orders.source';

@Module({
  imports: [TapeModule.forFeature(orderDtos)],
  controllers: [OrdersController],
  providers: [OrdersService, Courier],
})
export class OrdersModule {}
