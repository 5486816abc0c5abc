import type { Durations } from '@tickertape/tape';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { createDurationsMetric } from './durations.metric';

/** A value, or one for each set of labels. */
export type Samples = number | readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];

/** Metrics that are counted elsewhere in plain numbers and read by a scrape, beside Node's default ones. */
export class MetricsRegistry {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Everything, in the text format of Prometheus. */
  scrape(): Promise<string> {
    return this.registry.metrics();
  }

  clear(): void {
    this.registry.clear();
  }

  gauge(name: string, help: string, read: () => Samples, labelNames: readonly string[] = []): void {
    const collect = function (this: Gauge): void {
      this.reset();
      for (const [labels, value] of listOf(read())) this.set(labels, value);
    };
    new Gauge({ name, help, labelNames, registers: [this.registry], collect });
  }

  counter(name: string, help: string, read: () => Samples, labelName?: string): void {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [labels, value] of listOf(read())) this.inc(labels, value);
    };
    const labelNames = labelName === undefined ? [] : [labelName];
    new Counter({ name, help, labelNames, registers: [this.registry], collect });
  }

  durations(name: string, help: string, read: () => Durations): void {
    this.registry.registerMetric(createDurationsMetric(name, help, read));
  }
}

function listOf(samples: Samples): Exclude<Samples, number> {
  return typeof samples === 'number' ? [[{}, samples]] : samples;
}

/** A sample for each field of an object. */
export function byLabel(label: string, values: Readonly<Record<string, number>>): Samples {
  return Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);
}
