import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { ProblemException } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';

/** Of no family: nobody can read it. */
const PROBE: Topic = 'health/probe';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly tape: Tape,
  ) {}

  /** The process answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can serve: it is not about to end, and the store takes and gives events. */
  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    if (this.tape.readers.draining) throw new ProblemException(503, 'draining', 'this server is about to end');
    return this.health.check([() => this.store()]);
  }

  private async store(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('store');
    try {
      await this.tape.store.lastSeq();
      // What failed last may work again, and without load nobody would find out: it is tried. A snapshot needs no topic.
      if (this.tape.writer.failing) await this.tape.store.saveSnapshot(PROBE, { seq: 0, version: 0, state: {} });
      return indicator.up();
    } catch (error) {
      return indicator.down(error instanceof Error ? error.message : String(error));
    }
  }
}
