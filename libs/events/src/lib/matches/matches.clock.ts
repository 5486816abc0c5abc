/** A part of a match during which the clock runs. */
export type MatchPeriod = 'first_half' | 'second_half' | 'extra_first_half' | 'extra_second_half';

/** Between which seconds of the match clock a period lies; the time that is added comes on top. */
export const MATCH_PERIODS: Readonly<Record<MatchPeriod, { readonly from: number; readonly to: number }>> = {
  first_half: { from: 0, to: 2_700 },
  second_half: { from: 2_700, to: 5_400 },
  extra_first_half: { from: 5_400, to: 6_300 },
  extra_second_half: { from: 6_300, to: 7_200 },
};

/** From which a client ticks by itself: nobody sends a tick. See `matchSecondsAt`. */
export interface MatchClock {
  /** The one that runs, or ran last; `null` until the kick-off. */
  readonly period: MatchPeriod | null;
  /** When the clock showed `baseSeconds`: RFC 3339; `null` until the kick-off. */
  readonly baseAt: string | null;
  readonly baseSeconds: number;
  readonly running: boolean;
  /** Seconds of the match in one second; 1 unless it is a replay. */
  readonly speed: number;
}

export const STOPPED_CLOCK: MatchClock = { period: null, baseAt: null, baseSeconds: 0, running: false, speed: 1 };

/**
 * What the match clock shows, in seconds, at a time in milliseconds since the epoch of Unix. Before `baseAt`, as a clock that
 * is a little behind the server's has it, it shows `baseSeconds`.
 */
export function matchSecondsAt({ baseAt, baseSeconds, running, speed }: MatchClock, atMs: number): number {
  const elapsedMs = atMs - Date.parse(baseAt ?? '');
  return running && elapsedMs > 0 ? baseSeconds + (elapsedMs / 1_000) * speed : baseSeconds;
}

/** A period begins. */
export function startClock(clock: MatchClock, period: MatchPeriod, time: string): MatchClock {
  return { ...clock, period, baseAt: time, baseSeconds: MATCH_PERIODS[period].from, running: true };
}

/** The clock stands from now on. */
export function stopClock(clock: MatchClock, time: string): MatchClock {
  if (!clock.running) return clock;
  return { ...clock, baseAt: time, baseSeconds: Math.floor(matchSecondsAt(clock, Date.parse(time))), running: false };
}

/** A period is over, and no period is shorter than it must be, however late its beginning was told. */
export function endPeriod(clock: MatchClock, time: string): MatchClock {
  const stopped = stopClock(clock, time);
  const { to } = MATCH_PERIODS[clock.period ?? 'first_half'];
  return { ...stopped, baseSeconds: Math.max(stopped.baseSeconds, to) };
}
