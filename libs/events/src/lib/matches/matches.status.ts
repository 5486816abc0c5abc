import type { MatchPeriod } from './matches.clock';
import type { MatchEvents } from './matches.events';

/** In the order in which a match goes through them; the last two are ends. `pending` until it is scheduled. */
export const MATCH_STATUSES = [
  'pending',
  'scheduled',
  'first_half',
  'half_time',
  'second_half',
  'full_time',
  'extra_first_half',
  'extra_half_time',
  'extra_second_half',
  'extra_time_ended',
  'shootout',
  'ended',
  'abandoned',
] as const;

export type MatchStatus = (typeof MATCH_STATUSES)[number];

/** The events with which a period begins: from which status, and which period. */
export const BEGINNINGS = {
  'matches.kicked_off': ['scheduled', 'first_half'],
  'matches.second_half_started': ['half_time', 'second_half'],
  'matches.extra_time_started': ['full_time', 'extra_first_half'],
  'matches.extra_second_half_started': ['extra_half_time', 'extra_second_half'],
} as const satisfies Partial<Record<keyof MatchEvents, readonly [from: MatchStatus, period: MatchPeriod]>>;

/** The events with which a period is over: which period, and to which status. */
export const ENDS = {
  'matches.half_time': ['first_half', 'half_time'],
  'matches.full_time': ['second_half', 'full_time'],
  'matches.extra_half_time': ['extra_first_half', 'extra_half_time'],
  'matches.extra_time_ended': ['extra_second_half', 'extra_time_ended'],
} as const satisfies Partial<Record<keyof MatchEvents, readonly [period: MatchPeriod, to: MatchStatus]>>;
