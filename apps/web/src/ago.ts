const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago an RFC 3339 time is, short: `now`, `5 min`, `3 h`, `2 d`. A clock that is behind the server's says `now`. */
export function formatAgo(time: string, now: number): string {
  const elapsedMs = now - Date.parse(time);
  if (Number.isNaN(elapsedMs)) return '';
  if (elapsedMs < MINUTE_MS) return 'now';
  if (elapsedMs < HOUR_MS) return `${Math.floor(elapsedMs / MINUTE_MS)} min`;
  if (elapsedMs < DAY_MS) return `${Math.floor(elapsedMs / HOUR_MS)} h`;
  return `${Math.floor(elapsedMs / DAY_MS)} d`;
}
