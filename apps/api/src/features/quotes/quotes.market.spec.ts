import { foldEvents, quotes, type EventOf, type QuoteEvents, type QuoteState } from '@tickertape/events';
import { checkEventData, quoteDtos } from '@tickertape/events/dto';
import { nextMove, type MarketMove } from './quotes.market';

const DAY = '2026-11-22';

/** So many moves of a symbol, and the state after each. */
function walk(moves: number, from = quotes.initialState('ACME'), version = 0) {
  const all: { move: MarketMove; state: QuoteState }[] = [];
  let state = from;
  for (let n = version; n < version + moves; n += 1) {
    const move = nextMove(state, n, DAY, 'seed');
    const event = { ...move, version: n + 1, time: `2026-11-22T09:00:00.000Z` } as EventOf<QuoteEvents>;
    state = foldEvents(quotes, state, [event]);
    all.push({ move, state });
  }
  return all;
}

it('makes quotes that can be: a positive price between bid and ask, within the range of the day', () => {
  for (const { move, state } of walk(3_000)) {
    expect(checkEventData(quoteDtos, move.type, move.data)).toEqual([]);
    const [bid, ask, last, high, low] = [state.bid, state.ask, state.last, state.high, state.low].map(Number);
    const ordered = [0, bid, last, ask].map(Number);
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    expect(Number(low) <= Number(last) && Number(last) <= Number(high)).toBe(true);
  }
});

it('halts now and then, and goes on', () => {
  const types = walk(3_000).map(({ move }) => move.type);
  const halts = types.filter((type) => type === 'quotes.halted').length;
  expect(halts).toBeGreaterThan(3);
  expect(Math.abs(halts - types.filter((type) => type === 'quotes.resumed').length)).toBeLessThanOrEqual(1);
});

it('goes on after a restart as if there had been none', () => {
  const whole = walk(200);
  const half = whole[99]?.state ?? quotes.initialState('ACME');
  expect(walk(100, half, 100)).toEqual(whole.slice(100));
});

it('begins the range anew with a new day', () => {
  const { state } = walk(500).at(-1) ?? { state: quotes.initialState('ACME') };
  const move = nextMove({ ...state, status: 'open' }, 500, '2026-11-23', 'seed');
  expect(move).toMatchObject({ type: 'quotes.updated', data: { day: '2026-11-23' } });
  const { high, low, last } = move.data as QuoteEvents['quotes.updated'];
  expect([high, low]).toEqual([last, last]);
});
