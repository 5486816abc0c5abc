import { Inject, Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { createAsyncApi } from './asyncapi/asyncapi.document';
import { createPage } from './docs/docs.page';
import { CONTROLLER_INFOS, type ControllerInfo, type OpenApiObject } from './openapi/controller-info';
import { createOpenApi } from './openapi/openapi.document';

/** The published descriptions of this app. They are made at its start: later, open streams would have to wait for it. */
@Injectable()
export class DocumentsService implements OnModuleInit {
  openApi: OpenApiObject = {};
  asyncApi: object = {};
  /** HTML. */
  page = '';

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(CONTROLLER_INFOS) private readonly infos: readonly ControllerInfo[],
  ) {}

  onModuleInit(): void {
    const controllers = this.discovery.getControllers().map(({ metatype }) => metatype as Type);
    this.openApi = createOpenApi(controllers, this.infos);
    this.asyncApi = createAsyncApi();
    this.page = createPage(this.openApi);
  }
}
