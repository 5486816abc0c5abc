import { createHash } from 'node:crypto';
import type { QuoteEvents, QuoteState } from '@tickertape/events';

/** What the simulated market does next with a symbol. */
export type MarketMove = {
  [Type in keyof QuoteEvents]: { readonly type: Type; readonly data: QuoteEvents[Type] };
}[Exclude<keyof QuoteEvents, 'quotes.fell_silent'>];

/** Invented companies, and the cents that a share costs at first. */
export const COMPANIES: Readonly<Record<string, number>> = {
  ACME: 10_125,
  BOREAL: 4_310,
  CINDER: 1_895,
  DYNAMO: 26_440,
  EMBER: 732,
};

/** Of so many moves one halts the trading, which goes on with one of the next few. */
const HALTS_ONE_IN = 150;
const RESUMES_ONE_IN = 4;
/** A move changes the price by at most so many thousandths. */
const STEP_MAX_THOUSANDTHS = 4;
const LOT = 100;
const LOTS_MAX = 12;
const PRICE_MIN = 100;
const HALT_REASON = 'News is pending.';

/**
 * The next move of a symbol: it follows from its state and version, the day and the seed, so that the walk goes on after a
 * restart as if there had been none.
 */
export function nextMove(state: QuoteState, version: number, day: string, seed: string): MarketMove {
  const draw = drawFor(`${seed} ${state.id} ${version}`);
  if (state.status === 'halted') {
    // A halted symbol still has its last prices told: a source that says nothing is another thing.
    return draw('resume', RESUMES_ONE_IN) === 0
      ? { type: 'quotes.resumed', data: {} }
      : { type: 'quotes.updated', data: { ...pricesOf(state, day), size: 0 } };
  }
  if (version > 0 && draw('halt', HALTS_ONE_IN) === 0) return { type: 'quotes.halted', data: { reason: HALT_REASON } };
  const before = state.last === null ? (COMPANIES[state.id] ?? PRICE_MIN) : toCents(state.last);
  const steps = draw('step', 2 * STEP_MAX_THOUSANDTHS + 1) - STEP_MAX_THOUSANDTHS;
  const last = Math.max(PRICE_MIN, before + Math.round((before * steps) / 1_000));
  const spread = 1 + draw('spread', 5);
  const sameDay = state.day === day;
  const high = Math.max(last, sameDay && state.high !== null ? toCents(state.high) : last);
  const low = Math.min(last, sameDay && state.low !== null ? toCents(state.low) : last);
  const size = LOT * (1 + draw('size', LOTS_MAX));
  const prices = { bid: last - spread, ask: last + spread, last, high, low };
  return { type: 'quotes.updated', data: { ...mapPrices(prices), size, day, simulated: true } };
}

function pricesOf({ bid, ask, last, high, low }: QuoteState, day: string) {
  const known = last ?? toPrice(PRICE_MIN);
  const or = (price: string | null) => price ?? known;
  return { bid: or(bid), ask: or(ask), last: known, high: or(high), low: or(low), day, simulated: true };
}

/** Whole numbers from 0 to below a bound, another one for each name. */
function drawFor(place: string): (what: string, bound: number) => number {
  return (what, bound) => createHash('sha256').update(`${place} ${what}`).digest().readUInt32BE() % bound;
}

const toCents = (price: string): number => Math.round(Number(price) * 100);
const toPrice = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

function mapPrices<Name extends string>(cents: Readonly<Record<Name, number>>): Record<Name, string> {
  const entries = Object.entries<number>(cents).map(([name, value]) => [name, toPrice(value)]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
