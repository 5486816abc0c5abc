import { defineFamily, type EventOf } from '../define-family';

/** Prices are decimal strings, so that none is rounded on its way. */
export interface QuoteUpdated {
  readonly bid: string;
  readonly ask: string;
  readonly last: string;
  /** How much was traded since the update before. */
  readonly size: number;
  /** The range of the day so far. */
  readonly high: string;
  readonly low: string;
  /** The day of trading, `YYYY-MM-DD`: with another one the volume starts anew. */
  readonly day?: string;
  /** Not of a real market. */
  readonly simulated?: boolean;
}

export interface QuoteHalted {
  readonly reason?: string;
}

export type QuoteResumed = Record<never, never>;

export interface QuoteFellSilent {
  /** When the last update came: RFC 3339. */
  readonly since: string;
}

export type QuoteEvents = {
  'quotes.updated': QuoteUpdated;
  'quotes.halted': QuoteHalted;
  'quotes.resumed': QuoteResumed;
  'quotes.fell_silent': QuoteFellSilent;
};

export interface QuoteState {
  /** The symbol. */
  readonly id: string;
  /** `none` until the first update. */
  readonly status: 'none' | 'open' | 'halted';
  readonly bid: string | null;
  readonly ask: string | null;
  readonly last: string | null;
  readonly high: string | null;
  readonly low: string | null;
  /** All that was traded on the day. */
  readonly volume: number;
  readonly day: string | null;
  /** Why it is halted. */
  readonly reason: string | null;
  /** Since when the source is silent, so that the prices may no longer be those of the market. */
  readonly staleSince: string | null;
  readonly updatedAt: string | null;
  readonly simulated: boolean;
}

function update(
  state: QuoteState,
  { data, time }: Extract<EventOf<QuoteEvents>, { type: 'quotes.updated' }>,
): QuoteState {
  const { size, day = state.day, simulated = false, ...prices } = data;
  const volume = (day === state.day ? state.volume : 0) + size;
  const status = state.status === 'halted' ? 'halted' : 'open';
  return { ...state, ...prices, volume, day, simulated, status, staleSince: null, updatedAt: time };
}

/** Prices of the market: one topic a symbol. A reader that falls behind gets the latest, and the whole volume. */
export const quotes = defineFamily<'quotes', QuoteEvents, QuoteState, 'symbol'>({
  name: 'quotes',
  idName: 'symbol',
  events: {
    'quotes.updated': { description: 'The prices have changed, or something was traded.' },
    'quotes.halted': { description: 'Trading is halted.' },
    'quotes.resumed': { description: 'Trading goes on.' },
    'quotes.fell_silent': { description: 'The source has sent nothing for a while.' },
  },
  retention: { maxEvents: 1_000 },
  access: { existence: 'open', wholeFamily: true },
  initialState: (id) => ({
    id,
    status: 'none',
    bid: null,
    ask: null,
    last: null,
    high: null,
    low: null,
    volume: 0,
    day: null,
    reason: null,
    staleSince: null,
    updatedAt: null,
    simulated: false,
  }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'quotes.updated':
        return update(state, event);
      case 'quotes.halted':
        return { ...state, status: 'halted', reason: event.data.reason ?? null };
      case 'quotes.resumed':
        return { ...state, status: state.updatedAt === null ? 'none' : 'open', reason: null };
      case 'quotes.fell_silent':
        return { ...state, staleSince: event.data.since };
      default:
        return state;
    }
  },
  merge: (older, newer) => {
    if (older.type !== 'quotes.updated' || newer.type !== 'quotes.updated') return undefined;
    // Of another day the volume would be added up wrongly.
    if (older.data.day !== newer.data.day) return undefined;
    return { ...newer.data, size: older.data.size + newer.data.size };
  },
});
