import type { Timing } from './client-options';

/**
 * How long to wait before attempt number `attempt` (from 0) after a failure: doubling, capped, and spread over the upper
 * half, so that the clients of a restarted server do not all come back in the same moment. `random` is in [0, 1).
 */
export function backOffMs(
  attempt: number,
  random: number,
  { firstWaitMs, longestWaitMs }: Pick<Timing, 'firstWaitMs' | 'longestWaitMs'>,
): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
