/** The first wait: short, since most cuts are over at once. */
export const FIRST_WAIT_MS = 500;
/** The longest wait: a person who looks at the page should not wait longer for a server that is back. */
export const LONGEST_WAIT_MS = 20_000;

/**
 * How long to wait before reconnect number `attempt` (from 0): doubling, capped, and spread over the upper half, so that
 * the clients of a restarted server do not all come back in the same moment. `random` is in [0, 1).
 */
export function backOffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
