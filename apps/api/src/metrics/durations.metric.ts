import { DURATION_BOUNDS_MS, type Durations } from '@tickertape/tape';
import type { Metric } from 'prom-client';

/**
 * A histogram of durations that are counted elsewhere, without this package: what prom-client does at each observation
 * costs more than the events that would be observed.
 */
export function createDurationsMetric(name: string, help: string, read: () => Durations): Metric {
  const get = () => {
    const { counts, sumMs } = read();
    let count = 0;
    const buckets = counts.map((some, bucket) => {
      count += some;
      const bound = DURATION_BOUNDS_MS[bucket];
      return {
        metricName: `${name}_bucket`,
        labels: { le: bound === undefined ? '+Inf' : bound / 1_000 },
        value: count,
      };
    });
    const sums = [
      { metricName: `${name}_sum`, labels: {}, value: sumMs / 1_000 },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
    const values = [...buckets, ...sums];
    return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values });
  };
  // All that a registry asks of a metric.
  return { name, get } as unknown as Metric;
}
