/** The last prices of a symbol, by their time: what a line is drawn from. */
export interface PriceLine {
  /** In seconds since the epoch of Unix, never falling. */
  readonly times: readonly number[];
  readonly prices: readonly number[];
}

export const NO_LINE: PriceLine = { times: [], prices: [] };

/** So many the server keeps of a symbol, and so many are drawn. */
export const LINE_MAX = 1_000;

/** The line with a price more. One from before the last is left out. */
export function addPrice({ times, prices }: PriceLine, time: string, last: string): PriceLine {
  const second = Date.parse(time) / 1_000;
  if (!(second >= (times.at(-1) ?? -Infinity))) return { times, prices };
  const from = Math.max(0, times.length + 1 - LINE_MAX);
  return { times: [...times.slice(from), second], prices: [...prices.slice(from), Number(last)] };
}

/** The end of a line. */
export function lastOf({ times, prices }: PriceLine, count: number): PriceLine {
  return { times: times.slice(-count), prices: prices.slice(-count) };
}

/** A line that goes on with another one; where they overlap, the newer one holds. */
export function joinLines(older: PriceLine, newer: PriceLine): PriceLine {
  const [first = Infinity] = newer.times;
  const end = older.times.findIndex((time) => time >= first);
  const count = end === -1 ? older.times.length : end;
  const times = [...older.times.slice(0, count), ...newer.times];
  const prices = [...older.prices.slice(0, count), ...newer.prices];
  return lastOf({ times, prices }, LINE_MAX);
}
