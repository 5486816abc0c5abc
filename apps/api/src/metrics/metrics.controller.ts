import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { MetricsService } from './metrics.service';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  /** Everything that is measured, in the text format of Prometheus. */
  @Get()
  async scrape(@Res({ passthrough: true }) response: Response): Promise<string> {
    response.set({ 'Content-Type': this.metrics.contentType, 'Cache-Control': 'no-store' });
    return this.metrics.scrape();
  }
}
