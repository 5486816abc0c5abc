export interface TimeOptions {
  /** With seconds, for steps that follow each other closely. Default: without. */
  readonly seconds?: boolean;
  /** Default: the reader's own. */
  readonly locale?: string;
  /** Default: the reader's own. */
  readonly timeZone?: string;
}

/** The time of day of an RFC 3339 time; empty for a text that is none. */
export function formatTime(time: string, { seconds = false, locale, timeZone }: TimeOptions = {}): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    timeZone,
  });
}

const MINUTE_MS = 60_000;

/** How long until `eta`, in whole minutes, for people. */
export function formatEta(eta: string, now: number): string {
  const minutes = Math.ceil((Date.parse(eta) - now) / MINUTE_MS);
  if (Number.isNaN(minutes)) return '';
  if (minutes <= 0) return 'any moment now';
  return minutes === 1 ? 'in 1 minute' : `in ${minutes} minutes`;
}

/** `1 character`, `2 characters`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
