import type { QuoteState, QuoteUpdated } from '@tickertape/events';

export const BURST_TRADES = 100;

/** A trade moves the price by at most so many cents. */
const STEP_MAX_CENTS = 4;
const SIZE = 100;
const PRICE_MIN_CENTS = 100;

/** Trades that go on from a quote, all in one moment: a market that is too fast to be watched. `random` is in [0, 1). */
export function makeBurst({ last, high, low, day }: QuoteState, random: () => number): QuoteUpdated[] {
  let cents = toCents(last ?? '100.00');
  let top = toCents(high ?? '0');
  let bottom = toCents(low ?? '1000000');
  return Array.from({ length: BURST_TRADES }, () => {
    cents = Math.max(PRICE_MIN_CENTS, cents + Math.round((2 * random() - 1) * STEP_MAX_CENTS));
    top = Math.max(top, cents);
    bottom = Math.min(bottom, cents);
    return {
      bid: toPrice(cents - 1),
      ask: toPrice(cents + 1),
      last: toPrice(cents),
      size: SIZE,
      high: toPrice(top),
      low: toPrice(bottom),
      ...(day !== null && { day }),
      simulated: true,
    };
  });
}

const toCents = (price: string): number => Math.round(Number(price) * 100);
const toPrice = (cents: number): string => (cents / 100).toFixed(2);
