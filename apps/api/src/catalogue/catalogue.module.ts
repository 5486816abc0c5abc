import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CatalogueController } from './catalogue.controller';
import { DocumentsService } from './documents.service';
import { CONTROLLER_INFOS } from './openapi/controller-info';
import { CONTROLLERS } from './openapi/operations/controllers';

/** The catalogue of event types, and the API described from its own code. */
@Module({
  imports: [DiscoveryModule],
  controllers: [CatalogueController],
  providers: [DocumentsService, { provide: CONTROLLER_INFOS, useValue: CONTROLLERS }],
})
export class CatalogueModule {}
