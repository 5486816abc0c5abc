import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Tape } from '@tickertape/tape';
import { GenerationCounts } from '../features/generations/generations.counts';
import { measureGenerations } from './generation.metrics';
import { MetricsRegistry } from './metrics.registry';
import { measureAppends, measureStreams } from './tape.metrics';

export interface MetricsOptions {
  /** Bytes that the store has on disk now. */
  readonly storeBytes: () => number;
}

export const METRICS_OPTIONS = Symbol('MetricsOptions');

/**
 * What is measured, by the names that Prometheus asks for. Nothing here runs on the way of an event: the tape counts in
 * plain numbers, and a scrape reads them.
 */
@Injectable()
export class MetricsService implements OnApplicationShutdown {
  private readonly metrics = new MetricsRegistry();
  private readonly look: () => void;

  constructor(tape: Tape, generations: GenerationCounts, @Inject(METRICS_OPTIONS) { storeBytes }: MetricsOptions) {
    this.look = measureStreams(this.metrics, tape);
    measureAppends(this.metrics, tape);
    const help = 'Bytes of the files of the store, its write-ahead log included.';
    this.metrics.gauge('tickertape_store_size_bytes', help, storeBytes);
    measureGenerations(this.metrics, generations);
  }

  get contentType(): string {
    return this.metrics.contentType;
  }

  scrape(): Promise<string> {
    this.look();
    return this.metrics.scrape();
  }

  onApplicationShutdown(): void {
    this.metrics.clear();
  }
}
