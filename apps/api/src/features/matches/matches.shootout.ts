import type { MatchTeam } from '@tickertape/events';
import type { Random } from './matches.random';
import type { ScoreFact } from './world-cup-2026.facts';

export interface Kick {
  readonly team: MatchTeam;
  readonly scored: boolean;
}

/** Penalties that each side takes, unless it is decided before; then one each until it is. */
const KICKS_EACH = 5;

const other = (team: MatchTeam): MatchTeam => (team === 'home' ? 'away' : 'home');

/** Whether nothing that is still to come can change who wins. */
export function isDecided(kicks: readonly Kick[]): boolean {
  const taken = (side: MatchTeam) => kicks.filter(({ team }) => team === side).length;
  const scored = (side: MatchTeam) => kicks.filter((kick) => kick.team === side && kick.scored).length;
  const rounds = Math.max(KICKS_EACH, taken('home'), taken('away'));
  const best = (side: MatchTeam) => scored(side) + rounds - taken(side);
  return scored('home') > best('away') || scored('away') > best('home');
}

/** A way in which a shootout can have come to its score. Throws for a score that none can have. */
export function inventShootout(score: ScoreFact, random: Random): readonly Kick[] {
  const begins: MatchTeam = random() < 0.5 ? 'home' : 'away';
  const longest = 2 * (KICKS_EACH + Math.max(score.home, score.away));

  const goOn = (first: MatchTeam, kicks: readonly Kick[]): readonly Kick[] | undefined => {
    const count = (side: MatchTeam) => kicks.filter((kick) => kick.team === side && kick.scored).length;
    if (count('home') > score.home || count('away') > score.away) return undefined;
    if (isDecided(kicks)) return count('home') === score.home && count('away') === score.away ? kicks : undefined;
    if (kicks.length === longest) return undefined;
    const team = kicks.length % 2 === 0 ? first : other(first);
    // More go in than not.
    const likely = random() < 0.7;
    return goOn(first, [...kicks, { team, scored: likely }]) ?? goOn(first, [...kicks, { team, scored: !likely }]);
  };

  // 4:1 only the side that began can win.
  const kicks = goOn(begins, []) ?? goOn(other(begins), []);
  if (!kicks) throw new RangeError(`no shootout ends ${score.home}:${score.away}`);
  return kicks;
}
