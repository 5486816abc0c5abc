import type { QuoteState } from '@tickertape/events';
import { formatTime } from '../format';

/** Where the last price is in the range of the day: 0 for the low, 1 for the high; the middle of a range that is none. */
export function placeInRange({ last, low, high }: QuoteState): number | undefined {
  if (last === null || low === null || high === null) return undefined;
  const width = Number(high) - Number(low);
  return width > 0 ? Math.min(1, Math.max(0, (Number(last) - Number(low)) / width)) : 0.5;
}

/** What a reader must know before trusting the price; empty when there is nothing. */
export function describeTrouble({ status, reason, staleSince }: QuoteState): string {
  if (status === 'halted') return reason ? `Halted: ${reason}` : 'Halted';
  return staleSince === null ? '' : `Silent since ${formatTime(staleSince)}`;
}

/** `1.2 M`, in the reader's own numbers. */
export function formatVolume(volume: number, locale?: string): string {
  return volume.toLocaleString(locale, { notation: 'compact', maximumFractionDigits: 1 });
}
