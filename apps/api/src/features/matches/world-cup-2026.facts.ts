import type { MatchTeam } from '@tickertape/events';
import { WORLD_CUP_2026 } from './world-cup-2026';

export interface GoalFact {
  readonly team: MatchTeam;
  readonly player: string;
  readonly minute: number;
  readonly addedMinute?: number;
  readonly penalty?: true;
  readonly ownGoal?: true;
}

export interface ScoreFact {
  readonly home: number;
  readonly away: number;
}

/** What is known of a match that was played. */
export interface MatchFacts {
  /** From 1, as the tournament numbers its matches. */
  readonly number: number;
  /** RFC 3339. */
  readonly kickOff: string;
  readonly round: string;
  /** Only in the group stage. */
  readonly group?: string;
  readonly ground: string;
  readonly home: string;
  readonly away: string;
  readonly halfTime: ScoreFact;
  readonly fullTime: ScoreFact;
  /** Goals of all 120 minutes. */
  readonly extraTime?: ScoreFact;
  readonly shootout?: ScoreFact;
  /** Those of the home side first, each side's in the order of their minutes. */
  readonly goals: readonly GoalFact[];
}

const NONE = '-';
const GOAL = /^(?<player>.+) (?<minute>\d+)(?:\+(?<added>\d+))?(?<penalty> pen)?(?<own> og)?$/;

export const worldCup2026: readonly MatchFacts[] = WORLD_CUP_2026.trim().split('\n').map(readMatch);

function readMatch(line: string, index: number): MatchFacts {
  const [time = '', round = '', group = '', ground = '', home = '', away = '', scores = '', ...goals] =
    line.split(' | ');
  const [halfTime, fullTime, extraTime, shootout] = scores.split(', ').map(readScore);
  const [ofHome = NONE, ofAway = NONE] = goals;
  if (!halfTime || !fullTime) throw new Error(`a match without its scores: ${line}`);
  return {
    number: index + 1,
    kickOff: `${time.replace(' ', 'T')}:00Z`,
    round,
    ...(group !== NONE && { group }),
    ground,
    home,
    away,
    halfTime,
    fullTime,
    ...(extraTime && { extraTime }),
    ...(shootout && { shootout }),
    goals: [...readGoals(ofHome, 'home'), ...readGoals(ofAway, 'away')],
  };
}

function readScore(text: string): ScoreFact {
  const [home, away] = text.split('-').map(Number);
  return { home: home ?? 0, away: away ?? 0 };
}

function readGoals(text: string, team: MatchTeam): GoalFact[] {
  if (text === NONE) return [];
  return text.split(', ').map((goal) => {
    const { player, minute, added, penalty, own } = GOAL.exec(goal)?.groups ?? {};
    if (!player) throw new Error(`not a goal: ${goal}`);
    return {
      team,
      player,
      minute: Number(minute),
      ...(added && { addedMinute: Number(added) }),
      ...(penalty && { penalty: true }),
      ...(own && { ownGoal: true }),
    };
  });
}
