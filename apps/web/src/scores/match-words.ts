import { MATCH_PERIODS, matchSecondsAt, type MatchClock, type MatchState } from '@tickertape/events';

/** `12'`, `45+2'`: the minute that is being played, counted from 1. Empty before the kick-off. */
export function formatMinute(clock: MatchClock, atMs: number): string {
  if (clock.period === null) return '';
  const { to } = MATCH_PERIODS[clock.period];
  const seconds = matchSecondsAt(clock, atMs);
  if (seconds < to) return `${Math.floor(seconds / 60) + 1}'`;
  return `${to / 60}+${Math.floor((seconds - to) / 60) + 1}'`;
}

/** Where a match stands, in as few words as a scoreboard has. */
export function describeStanding(match: MatchState, atMs: number): string {
  const { status, clock, shootout, decidedBy } = match;
  switch (status) {
    case 'pending':
    case 'scheduled':
      return 'To come';
    case 'half_time':
      return 'Half-time';
    case 'full_time':
      return 'After 90 minutes';
    case 'extra_half_time':
      return 'Half-time of extra time';
    case 'extra_time_ended':
      return 'After extra time';
    case 'shootout':
      return `Penalties ${shootout?.home ?? 0}–${shootout?.away ?? 0}`;
    case 'ended':
      if (decidedBy === 'penalties') return `${shootout?.home ?? 0}–${shootout?.away ?? 0} on penalties`;
      return decidedBy === 'extra_time' ? 'After extra time' : 'Full time';
    case 'abandoned':
      return 'Abandoned';
    default:
      return formatMinute(clock, atMs);
  }
}

/** `Mexico 1, South Africa 0`, as it is read out. */
export function describeScore({ home, away, score }: MatchState): string {
  return `${home ?? 'Home'} ${score.home}, ${away ?? 'Away'} ${score.away}`;
}

const REPLAYED = 'world-cup-2026-';

/** What a reader must know of matches that are not being played; empty when there are none. */
export function describeSimulation(matches: readonly MatchState[]): string {
  const simulated = matches.filter((match) => match.simulated);
  if (simulated.length === 0) return '';
  if (!simulated.some(({ id }) => id.startsWith(REPLAYED))) return 'Not being played: a replay, or an invention.';
  const speed = Math.max(...simulated.map(({ clock }) => clock.speed));
  return (
    `The World Cup of 2026, replayed${speed > 1 ? ` ${speed} times as fast` : ''}. Goals and results are as they were; ` +
    'cards, annulments and the order of penalties are invented, and say so.'
  );
}
