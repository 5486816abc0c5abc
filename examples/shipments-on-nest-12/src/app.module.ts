import { Module } from '@nestjs/common';
import { TapeModule } from '@tickertape/nestjs';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
import { ShipmentsModule } from './shipments/shipments.module.js';
import { StreamsController } from './streams.controller.js';

@Module({
  imports: [
    TapeModule.forRootAsync({
      useFactory: async () => ({ store: await SqliteTapeStore.open({ path: 'data/tape.db' }) }),
    }),
    ShipmentsModule,
  ],
  controllers: [StreamsController],
})
export class AppModule {}
