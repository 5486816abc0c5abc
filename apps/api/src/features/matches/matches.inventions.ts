import {
  MATCH_PERIODS,
  type MatchCardShown,
  type MatchEvents,
  type MatchPeriod,
  type MatchTeam,
} from '@tickertape/events';
import { between, oneOf, type Random } from './matches.random';

// Players are numbers here: nobody who exists is said to have done what never happened.

type InventedType = 'matches.card_shown' | 'matches.goal_scored' | 'matches.goal_annulled';

/** A step of a period, by seconds since it began. */
export interface InventedStep {
  readonly atSecond: number;
  readonly event: { [Type in InventedType]: { readonly type: Type; readonly data: MatchEvents[Type] } }[InventedType];
}

const TEAMS = ['home', 'away'] as const satisfies readonly MatchTeam[];
const REASONS = ['offside', 'handball', 'foul before the goal'] as const;
const SHIRT_MAX = 26;

/** About one card every so many minutes. */
const MINUTES_A_CARD = 22;
/** One card of so many is red at once. */
const CARDS_A_RED = 25;
/** One period of so many has a goal that is annulled. */
const PERIODS_AN_ANNULLED_GOAL = 8;
/** How long the referees look at it, in seconds. */
const REVIEW_S = { from: 40, to: 150 };

/** The cards of each player so far in a match. */
export type CardBook = Map<string, MatchCardShown['card']>;

/** The cards of a period. Adds them to the book. */
export function inventCards(period: MatchPeriod, book: CardBook, random: Random): InventedStep[] {
  const { from, to } = MATCH_PERIODS[period];
  const count = between(random, 0, Math.round((2 * (to - from)) / 60 / MINUTES_A_CARD));
  const seconds = Array.from({ length: count }, () => between(random, 0, to - from - 1)).sort((a, b) => a - b);
  return seconds.flatMap((atSecond) => {
    const team = oneOf(random, TEAMS);
    const player = `No. ${between(random, 1, SHIRT_MAX)}`;
    const isRed = between(random, 1, CARDS_A_RED) === 1;
    const before = book.get(team + player);
    // Sent off already.
    if (before === 'red' || before === 'second_yellow') return [];
    const card = isRed ? 'red' : before === 'yellow' ? 'second_yellow' : 'yellow';
    book.set(team + player, card);
    const data = { team, player, card, minute: minuteOf(from + atSecond), simulated: true } as const;
    return [{ atSecond, event: { type: 'matches.card_shown', data } } as const];
  });
}

/** Now and then a goal that does not count after all, both within the period. */
export function inventAnnulledGoal(period: MatchPeriod, random: Random): InventedStep[] {
  if (between(random, 1, PERIODS_AN_ANNULLED_GOAL) > 1) return [];
  const { from, to } = MATCH_PERIODS[period];
  const goalId = `goal-simulated-${period}`;
  const atSecond = between(random, 0, to - from - REVIEW_S.to - 1);
  const player = `No. ${between(random, 1, SHIRT_MAX)}`;
  const goal = { goalId, team: oneOf(random, TEAMS), player, minute: minuteOf(from + atSecond), simulated: true };
  const annulled = { goalId, reason: oneOf(random, REASONS), simulated: true };
  return [
    { atSecond, event: { type: 'matches.goal_scored', data: goal } },
    {
      atSecond: atSecond + between(random, REVIEW_S.from, REVIEW_S.to),
      event: { type: 'matches.goal_annulled', data: annulled },
    },
  ];
}

/** The first minute is 1. */
function minuteOf(second: number): number {
  return Math.floor(second / 60) + 1;
}
