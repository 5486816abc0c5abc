import type { GenerationCounts } from '../features/generations/generations.counts';
import { byLabel, type MetricsRegistry } from './metrics.registry';

/** What OpenTelemetry measures of generations, by its names (semantic conventions for generative AI), as Prometheus writes them. */
export function measureGenerations(metrics: MetricsRegistry, counts: GenerationCounts): void {
  metrics.durations(
    'gen_ai_server_time_to_first_token_seconds',
    'From the request of a generation until its first text is on the tape.',
    () => counts.timeToFirstToken,
  );
  metrics.durations(
    'gen_ai_server_time_per_output_token_seconds',
    'Between the tokens of a generation after the first, on average, once a generation.',
    () => counts.timePerOutputToken,
  );
  metrics.durations(
    'gen_ai_server_request_duration_seconds',
    'From the request of a generation until its end is on the tape.',
    () => counts.duration,
  );
  metrics.durations(
    'gen_ai_server_queue_time_seconds',
    'How long a generation waited for its turn, here and at its model.',
    () => counts.queueTime,
  );
  metrics.counter(
    'gen_ai_client_token_usage_total',
    'Tokens of generations that have ended, by type: input, output, and of the output those made after a cancel.',
    () => byLabel('gen_ai_token_type', counts.tokens),
    'gen_ai_token_type',
  );
  metrics.gauge(
    'gen_ai_server_generations',
    'Generations by state: queued, running.',
    () => byLabel('state', { queued: counts.readQueued(), running: counts.running }),
    ['state'],
  );
  metrics.counter(
    'gen_ai_server_generations_ended_total',
    'Generations that ended, by status.',
    () => byLabel('status', counts.ended),
    'status',
  );
}
