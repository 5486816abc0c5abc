import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { scrapeMetrics, type Metrics } from '../lib/metrics';
import { readUsage } from '../lib/process.usage';
import type { ServerProcess } from '../lib/server.process';

const SAMPLE_MS = 1_000;
const MIB = 1_048_576;
const MS_PER_S = 1_000;

/** What the API had at one moment; `null` where nobody tells. */
export interface SoakSample {
  /** Seconds since the first sample. */
  readonly at: number;
  readonly rssMiB: number | null;
  readonly heapMiB: number | null;
  readonly externalMiB: number | null;
  readonly files: number | null;
  readonly handles: number | null;
  readonly timers: number | null;
  readonly streams: number | null;
  /** The longest that the event loop was held up since the last sample, and the 99th percentile. */
  readonly delayMaxMs: number | null;
  readonly delayP99Ms: number | null;
}

/** Takes a sample every second. */
export class SoakSampler {
  readonly samples: SoakSample[] = [];
  private readonly from = performance.now();
  private running = true;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly server: Pick<ServerProcess, 'pid' | 'port'>) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.loop;
  }

  async sample(): Promise<SoakSample> {
    const files = countFiles(this.server.pid);
    const metrics = await scrapeMetrics(this.server.port);
    const rss = readUsage(this.server.pid)?.rssBytes;
    return {
      at: (performance.now() - this.from) / MS_PER_S,
      rssMiB: rss === undefined ? null : rss / MIB,
      heapMiB: scaled(metrics, 'nodejs_heap_size_used_bytes', 1 / MIB),
      externalMiB: scaled(metrics, 'nodejs_external_memory_bytes', 1 / MIB),
      files,
      handles: metrics('nodejs_active_handles_total'),
      timers: metrics('nodejs_active_resources', 'type="Timeout"'),
      streams: metrics('tickertape_streams_open'),
      delayMaxMs: scaled(metrics, 'nodejs_eventloop_lag_max_seconds', MS_PER_S),
      delayP99Ms: scaled(metrics, 'nodejs_eventloop_lag_p99_seconds', MS_PER_S),
    };
  }

  private async run(): Promise<void> {
    for (let due = performance.now(); this.running; due += SAMPLE_MS) {
      await sleep(Math.max(0, due - performance.now()));
      this.samples.push(await this.sample());
    }
  }
}

function scaled(metrics: Metrics, name: string, factor: number): number | null {
  const value = metrics(name);
  return value === null ? null : value * factor;
}

/** Open files of a process, as the kernel knows them; `null` where there is no `/proc`. */
function countFiles(pid: number): number | null {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : null;
}
