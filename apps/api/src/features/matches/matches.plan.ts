import {
  MATCH_PERIODS,
  type MatchEnded,
  type MatchEvents,
  type MatchPeriod,
  type MatchScheduled,
} from '@tickertape/events';
import { inventAnnulledGoal, inventCards, type CardBook } from './matches.inventions';
import { between, seededRandom, type Random } from './matches.random';
import { inventShootout } from './matches.shootout';
import type { GoalFact, MatchFacts, ScoreFact } from './world-cup-2026.facts';

/** An event of a match that is replayed. */
export type MatchEventInput = {
  [Type in keyof MatchEvents]: { readonly type: Type; readonly data: MatchEvents[Type] };
}[keyof MatchEvents];

/** A step of a match, from its kick-off on. */
export interface MatchStep {
  /** Seconds since the kick-off, breaks and added time included. Never less than that of the step before. */
  readonly atSecond: number;
  readonly event: MatchEventInput;
}

/** Between a period and the next one, in seconds of the match. */
const BREAK_S = { half_time: 900, extra_time: 300, extra_half_time: 120, shootout: 300 };
/** Between two penalties, and from the last one to the end. */
const PENALTY_EVERY_S = 60;
const TO_THE_END_S = 60;
/** Each half has so many added minutes, and more where a goal fell later. */
const ADDED_MINUTES = { from: 1, to: 5 };

/** What is known of a match before it begins. It is a replay, and says so. */
export function announce({ home, away, kickOff, ground, round, group }: MatchFacts): MatchScheduled {
  return { home, away, kickOff, ground, round, ...(group && { group }), simulated: true };
}

/**
 * How a match is replayed, from its kick-off to its end. What the facts tell comes as they tell it; the rest (cards, goals
 * that are annulled, seconds, added time, the order of penalties) follows from the seed, and is labelled where it is an event
 * of its own.
 */
export function planMatch(facts: MatchFacts, seed: number, speed: number): readonly MatchStep[] {
  const random = seededRandom(seed);
  const steps: MatchStep[] = [];
  const book: CardBook = new Map();
  let second = 0;
  const at = (event: MatchEventInput): void => void steps.push({ atSecond: second, event });
  const play = (period: MatchPeriod): void => {
    const { lengthS, played } = planPeriod(facts, period, book, random);
    steps.push(...played.map((step) => ({ ...step, atSecond: second + step.atSecond })));
    second += lengthS;
  };

  at({ type: 'matches.kicked_off', data: { speed } });
  play('first_half');
  at({ type: 'matches.half_time', data: {} });
  second += BREAK_S.half_time;
  at({ type: 'matches.second_half_started', data: {} });
  play('second_half');
  at({ type: 'matches.full_time', data: {} });
  if (facts.extraTime) {
    second += BREAK_S.extra_time;
    at({ type: 'matches.extra_time_started', data: {} });
    play('extra_first_half');
    at({ type: 'matches.extra_half_time', data: {} });
    second += BREAK_S.extra_half_time;
    at({ type: 'matches.extra_second_half_started', data: {} });
    play('extra_second_half');
    at({ type: 'matches.extra_time_ended', data: {} });
  }
  if (facts.shootout) {
    second += BREAK_S.shootout;
    at({ type: 'matches.shootout_started', data: {} });
    for (const kick of inventShootout(facts.shootout, random)) {
      second += PENALTY_EVERY_S;
      at({ type: 'matches.penalty_taken', data: { ...kick, simulated: true } });
    }
  }
  second += TO_THE_END_S;
  at({ type: 'matches.ended', data: decide(facts) });
  return steps;
}

/** The steps of a period, by seconds since it began. */
function planPeriod(
  facts: MatchFacts,
  period: MatchPeriod,
  book: CardBook,
  random: Random,
): { readonly lengthS: number; readonly played: readonly MatchStep[] } {
  const { from, to } = MATCH_PERIODS[period];
  const goals = facts.goals
    .map((goal, index) => ({ goal, goalId: `goal-${index + 1}` }))
    .filter(({ goal: { minute } }) => minute * 60 > from && minute * 60 <= to);
  const added = Math.max(
    between(random, ADDED_MINUTES.from, ADDED_MINUTES.to),
    ...goals.map(({ goal }) => goal.addedMinute ?? 0),
  );
  const lengthS = to - from + added * 60;
  const scored = goals.map(({ goal, goalId }) => {
    const atSecond = (goal.minute - 1 + (goal.addedMinute ?? 0)) * 60 - from + between(random, 0, 59);
    return { atSecond, event: { type: 'matches.goal_scored', data: { goalId, ...tell(goal) } } } as const;
  });
  const invented = [...inventCards(period, book, random), ...inventAnnulledGoal(period, random)];
  const played: readonly MatchStep[] = [...scored, ...invented].sort((a, b) => a.atSecond - b.atSecond);
  return { lengthS, played };
}

function tell({
  team,
  player,
  minute,
  addedMinute,
  penalty,
  ownGoal,
}: GoalFact): Omit<MatchEvents['matches.goal_scored'], 'goalId'> {
  return {
    team,
    player,
    minute,
    ...(addedMinute && { addedMinute }),
    ...(penalty && { penalty }),
    ...(ownGoal && { ownGoal }),
  };
}

function decide({ fullTime, extraTime, shootout }: MatchFacts): MatchEnded {
  const winner = winnerOf(shootout ?? extraTime ?? fullTime);
  const decidedBy = shootout ? 'penalties' : extraTime ? 'extra_time' : 'regular_time';
  return { ...(winner && { winner }), decidedBy };
}

function winnerOf({ home, away }: ScoreFact): MatchEnded['winner'] {
  if (home === away) return undefined;
  return home > away ? 'home' : 'away';
}
