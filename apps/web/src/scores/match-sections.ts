import type { MatchState } from '@tickertape/events';

/** The matches as they are looked for. */
export interface MatchSections {
  /** By kick-off; those in a break too. */
  readonly live: readonly MatchState[];
  /** The next ones, by kick-off. */
  readonly next: readonly MatchState[];
  /** The one that ended last comes first. */
  readonly results: readonly MatchState[];
}

export function findSections(states: Iterable<MatchState>): MatchSections {
  const all = [...states];
  const isOver = ({ status }: MatchState): boolean => status === 'ended' || status === 'abandoned';
  const isAhead = ({ status }: MatchState): boolean => status === 'scheduled' || status === 'pending';
  return {
    live: all.filter((match) => !isOver(match) && !isAhead(match)).sort(byKickOff),
    next: all.filter(({ status }) => status === 'scheduled').sort(byKickOff),
    // The clock was stopped at the end.
    results: all.filter(isOver).sort((a, b) => compare(b.clock.baseAt, a.clock.baseAt) || byKickOff(b, a)),
  };
}

function byKickOff(a: MatchState, b: MatchState): number {
  return compare(a.kickOff, b.kickOff) || compare(a.id, b.id);
}

/** By time, as the texts of times of one form are. */
function compare(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return first === second ? 0 : first < second ? -1 : 1;
}
