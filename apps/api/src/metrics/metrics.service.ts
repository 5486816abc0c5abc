import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Tape, type ReaderStats } from '@tickertape/tape';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { createDurationsMetric } from './durations.metric';

export interface MetricsOptions {
  /** Bytes that the store has on disk now. */
  readonly storeBytes: () => number;
}

export const METRICS_OPTIONS = Symbol('MetricsOptions');

/** A value, or one for each set of labels. */
type Samples = number | readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];

/**
 * What is measured, by the names that Prometheus asks for. Nothing here runs on the way of an event: the tape counts in
 * plain numbers, and a scrape reads them.
 */
@Injectable()
export class MetricsService implements OnApplicationShutdown {
  private readonly registry = new Registry();
  /** As of the scrape that is under way. */
  private stats: ReaderStats;

  constructor(
    private readonly tape: Tape,
    @Inject(METRICS_OPTIONS) { storeBytes }: MetricsOptions,
  ) {
    this.stats = tape.readers.stats();
    collectDefaultMetrics({ register: this.registry });
    this.measureStreams();
    this.measureEvents();
    this.gauge('store_size_bytes', 'Bytes of the files of the store, its write-ahead log included.', storeBytes);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  scrape(): Promise<string> {
    this.stats = this.tape.readers.stats();
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }

  private measureStreams(): void {
    this.gauge('streams_open', 'Streams that are open.', () => this.tape.readers.count());
    this.gauge(
      'readers',
      'Open streams by family (or several) and state: tail, catching-up, or parked behind a full socket.',
      () => this.stats.open.map(({ family, state, readers }) => [{ family, state }, readers]),
      ['family', 'state'],
    );
    this.counter('streams_opened_total', 'Streams that were opened.', () => this.stats.opened);
    this.counter(
      'streams_ended_total',
      'Streams that ended, by reason.',
      () => byLabel('reason', this.stats.ended),
      'reason',
    );
    this.counter(
      'gaps_total',
      'Gaps that streams were told of, by reason.',
      () => byLabel('reason', this.stats.gaps),
      'reason',
    );
    this.counter(
      'deliveries_total',
      'Frames of events, times the streams they were written to.',
      () => this.stats.sent.events,
    );
    this.counter(
      'merged_events_total',
      'Events that reached a stream as a part of another one.',
      () => this.stats.merged,
    );
    this.counter(
      'store_reads_total',
      'Pages of events that the store was asked for, for readers that were behind.',
      () => this.stats.storeReads,
    );
    this.counter('written_bytes_total', 'Bytes of frames that were written to streams.', () => this.stats.sent.bytes);
  }

  private measureEvents(): void {
    const { counts } = this.tape.writer;
    this.counter('events_total', 'Events that came on the tape.', () => this.stats.events);
    this.counter(
      'appends_total',
      'Appends, by outcome: appended, repeated, refused for what they asked, failed in the store.',
      () => byLabel('outcome', counts.outcomes),
      'outcome',
    );
    this.durations('append_duration_seconds', 'From an append until its events are durable.', () => counts.latency);
    this.durations(
      'delivery_delay_seconds',
      'From the time of an event until it was written to the streams at the end of the tape, once an event.',
      () => this.stats.delivery,
    );
  }

  private gauge(name: string, help: string, read: () => Samples, labelNames: readonly string[] = []): void {
    const collect = function (this: Gauge): void {
      this.reset();
      for (const [labels, value] of samplesOf(read())) this.set(labels, value);
    };
    new Gauge({ name: PREFIX + name, help, labelNames, registers: [this.registry], collect });
  }

  private counter(name: string, help: string, read: () => Samples, labelName?: string): void {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [labels, value] of samplesOf(read())) this.inc(labels, value);
    };
    const labelNames = labelName === undefined ? [] : [labelName];
    new Counter({ name: PREFIX + name, help, labelNames, registers: [this.registry], collect });
  }

  private durations(...[name, help, read]: Parameters<typeof createDurationsMetric>): void {
    this.registry.registerMetric(createDurationsMetric(PREFIX + name, help, read));
  }
}

const PREFIX = 'tickertape_';

function samplesOf(samples: Samples): Exclude<Samples, number> {
  return typeof samples === 'number' ? [[{}, samples]] : samples;
}

function byLabel(label: string, values: Readonly<Record<string, number>>): Samples {
  return Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);
}
