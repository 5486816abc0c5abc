import type { Tape } from '@tickertape/tape';
import { byLabel, type MetricsRegistry } from './metrics.registry';

/** Streams, and what they were sent. Returns what has to run before each scrape: it looks at every reader. */
export function measureStreams(metrics: MetricsRegistry, { readers }: Tape): () => void {
  let stats = readers.stats();
  metrics.gauge('tickertape_streams_open', 'Streams that are open.', () => readers.count());
  metrics.gauge(
    'tickertape_readers',
    'Open streams by family (or several) and state: tail, catching-up, or parked behind a full socket.',
    () => stats.open.map(({ family, state, readers }) => [{ family, state }, readers]),
    ['family', 'state'],
  );
  metrics.counter('tickertape_streams_opened_total', 'Streams that were opened.', () => stats.opened);
  metrics.counter(
    'tickertape_streams_ended_total',
    'Streams that ended, by reason.',
    () => byLabel('reason', stats.ended),
    'reason',
  );
  metrics.counter(
    'tickertape_gaps_total',
    'Gaps that streams were told of, by reason.',
    () => byLabel('reason', stats.gaps),
    'reason',
  );
  metrics.counter(
    'tickertape_deliveries_total',
    'Frames of events, times the streams they were written to.',
    () => stats.sent.events,
  );
  metrics.counter(
    'tickertape_merged_events_total',
    'Events that reached a stream as a part of another one.',
    () => stats.merged,
  );
  metrics.counter(
    'tickertape_store_reads_total',
    'Pages of events that the store was asked for, for readers that were behind.',
    () => stats.storeReads,
  );
  metrics.counter(
    'tickertape_written_bytes_total',
    'Bytes of frames that were written to streams.',
    () => stats.sent.bytes,
  );
  metrics.counter('tickertape_events_total', 'Events that came on the tape.', () => stats.events);
  metrics.durations(
    'tickertape_delivery_delay_seconds',
    'From the time of an event until it was written to the streams at the end of the tape, once an event.',
    () => stats.delivery,
  );
  return () => (stats = readers.stats());
}

export function measureAppends(metrics: MetricsRegistry, { writer: { counts } }: Tape): void {
  metrics.counter(
    'tickertape_appends_total',
    'Appends, by outcome: appended, repeated, refused for what they asked, failed in the store.',
    () => byLabel('outcome', counts.outcomes),
    'outcome',
  );
  metrics.durations(
    'tickertape_append_duration_seconds',
    'From an append until its events are durable.',
    () => counts.latency,
  );
}
