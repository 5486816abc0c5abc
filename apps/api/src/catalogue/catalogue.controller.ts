import { Controller, Get, Header } from '@nestjs/common';
import { eventTypes, type EventTypeDescription } from '@tickertape/events/catalogue';
import { STYLES } from './docs/docs.styles';
import { DocumentsService } from './documents.service';
import type { OpenApiObject } from './openapi/controller-info';

/** What there is to call and to follow, for programs and for people. */
@Controller()
export class CatalogueController {
  constructor(private readonly documents: DocumentsService) {}

  @Get('v1/event-types')
  eventTypes(): { readonly items: readonly EventTypeDescription[] } {
    return { items: eventTypes() };
  }

  @Get('openapi.json')
  openApi(): OpenApiObject {
    return this.documents.openApi;
  }

  @Get('asyncapi.json')
  asyncApi(): object {
    return this.documents.asyncApi;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  docs(): string {
    return this.documents.page;
  }

  @Get('docs/docs.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  styles(): string {
    return STYLES;
  }
}
