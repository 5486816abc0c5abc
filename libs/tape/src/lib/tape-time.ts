let lastMs = Number.NaN;
let lastText = '';

/** Milliseconds as RFC 3339 in UTC. Events come in bursts of the same millisecond, and formatting dates is slow. */
export function formatTime(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastText = new Date(ms).toISOString();
  }
  return lastText;
}
