import { defineFamily, type EventOf } from '../define-family';
import { endPeriod, startClock, STOPPED_CLOCK, stopClock, type MatchClock } from './matches.clock';
import type { MatchCardShown, MatchEnded, MatchEvents, MatchGoalScored, MatchPenaltyTaken } from './matches.events';
import { BEGINNINGS, ENDS, type MatchStatus } from './matches.status';

export interface MatchScore {
  readonly home: number;
  readonly away: number;
}

export interface MatchGoal extends MatchGoalScored {
  /** It does not count. */
  readonly annulled: boolean;
  /** Why it does not count, if that was said. */
  readonly annulledFor: string | null;
}

export interface MatchState {
  readonly id: string;
  readonly status: MatchStatus;
  readonly home: string | null;
  readonly away: string | null;
  /** When it was to begin: RFC 3339. When it did begin is in the clock. */
  readonly kickOff: string | null;
  readonly ground: string | null;
  readonly round: string | null;
  readonly group: string | null;
  readonly simulated: boolean;
  /** The goals that count, without the shootout. */
  readonly score: MatchScore;
  /** The penalties that went in; `null` unless there was a shootout. */
  readonly shootout: MatchScore | null;
  /** In the order in which they were told, those that do not count included. */
  readonly goals: readonly MatchGoal[];
  readonly cards: readonly MatchCardShown[];
  /** Those of the shootout. */
  readonly penalties: readonly MatchPenaltyTaken[];
  readonly clock: MatchClock;
  /** `null` until the end, and of a draw. */
  readonly winner: MatchEnded['winner'] | null;
  readonly decidedBy: MatchEnded['decidedBy'] | null;
  /** Why it was abandoned. */
  readonly reason: string | null;
}

const isOver = ({ status }: MatchState): boolean => status === 'ended' || status === 'abandoned';
const hasBegun = ({ status }: MatchState): boolean => status !== 'pending' && status !== 'scheduled';

/** While goals are told: until the shootout, in the breaks too. */
const takesGoals = (state: MatchState): boolean => hasBegun(state) && state.status !== 'shootout' && !isOver(state);

function withGoals(state: MatchState, goals: readonly MatchGoal[]): MatchState {
  const count = (side: string) => goals.filter(({ team, annulled }) => team === side && !annulled).length;
  return { ...state, goals, score: { home: count('home'), away: count('away') } };
}

function takePenalty(state: MatchState, kick: MatchPenaltyTaken): MatchState {
  const penalties = [...state.penalties, kick];
  const count = (side: string) => penalties.filter(({ team, scored }) => team === side && scored).length;
  return { ...state, penalties, shootout: { home: count('home'), away: count('away') } };
}

function evolve(state: MatchState, event: EventOf<MatchEvents>): MatchState {
  const { status, clock, goals } = state;
  switch (event.type) {
    case 'matches.scheduled': {
      if (hasBegun(state)) return state;
      const { home, away, kickOff, ground = null, round = null, group = null, simulated = false } = event.data;
      return { ...state, status: 'scheduled', home, away, kickOff, ground, round, group, simulated };
    }
    case 'matches.kicked_off':
    case 'matches.second_half_started':
    case 'matches.extra_time_started':
    case 'matches.extra_second_half_started': {
      const [from, period] = BEGINNINGS[event.type];
      if (status !== from) return state;
      const { speed = clock.speed } = event.type === 'matches.kicked_off' ? event.data : {};
      return { ...state, status: period, clock: startClock({ ...clock, speed }, period, event.time) };
    }
    case 'matches.half_time':
    case 'matches.full_time':
    case 'matches.extra_half_time':
    case 'matches.extra_time_ended': {
      const [period, to] = ENDS[event.type];
      return status === period ? { ...state, status: to, clock: endPeriod(clock, event.time) } : state;
    }
    case 'matches.goal_scored': {
      const isKnown = goals.some(({ goalId }) => goalId === event.data.goalId);
      if (isKnown || !takesGoals(state)) return state;
      return withGoals(state, [...goals, { ...event.data, annulled: false, annulledFor: null }]);
    }
    case 'matches.goal_annulled': {
      const { goalId, reason = null } = event.data;
      const counts = goals.some((goal) => goal.goalId === goalId && !goal.annulled);
      if (!counts || !takesGoals(state)) return state;
      const annul = (goal: MatchGoal) =>
        goal.goalId === goalId ? { ...goal, annulled: true, annulledFor: reason } : goal;
      return withGoals(state, goals.map(annul));
    }
    case 'matches.card_shown':
      return hasBegun(state) && !isOver(state) ? { ...state, cards: [...state.cards, event.data] } : state;
    case 'matches.shootout_started': {
      // After 90 minutes too: some competitions know no extra time.
      const begins = status === 'full_time' || status === 'extra_time_ended';
      return begins ? { ...state, status: 'shootout', shootout: { home: 0, away: 0 } } : state;
    }
    case 'matches.penalty_taken':
      return status === 'shootout' ? takePenalty(state, event.data) : state;
    case 'matches.ended': {
      const { winner = null, decidedBy } = event.data;
      return isOver(state)
        ? state
        : { ...state, status: 'ended', winner, decidedBy, clock: stopClock(clock, event.time) };
    }
    case 'matches.abandoned': {
      const { reason = null } = event.data;
      return isOver(state) ? state : { ...state, status: 'abandoned', reason, clock: stopClock(clock, event.time) };
    }
    default:
      return state;
  }
}

/**
 * Live scores: one topic a match. An event that does not fit where the match stands changes nothing, but an end always
 * ends it, since the tape takes nothing after it.
 */
export const matches = defineFamily<'matches', MatchEvents, MatchState, 'matchId'>({
  name: 'matches',
  idName: 'matchId',
  events: {
    'matches.scheduled': { description: 'The match is to be played, or has been moved.' },
    'matches.kicked_off': { description: 'The match has begun.' },
    'matches.goal_scored': { description: 'A goal was scored.' },
    'matches.goal_annulled': { description: 'A goal does not count after all.' },
    'matches.card_shown': { description: 'A player was cautioned or sent off.' },
    'matches.half_time': { description: 'The first half is over.' },
    'matches.second_half_started': { description: 'The second half has begun.' },
    'matches.full_time': { description: 'The second half is over.' },
    'matches.extra_time_started': { description: 'Extra time has begun.' },
    'matches.extra_half_time': { description: 'The first half of extra time is over.' },
    'matches.extra_second_half_started': { description: 'The second half of extra time has begun.' },
    'matches.extra_time_ended': { description: 'Extra time is over.' },
    'matches.shootout_started': { description: 'Penalties are to decide the match.' },
    'matches.penalty_taken': { description: 'A penalty of the shootout was taken.' },
    'matches.ended': { description: 'The match is over.', terminal: true },
    'matches.abandoned': { description: 'The match was broken off, or called off.', terminal: true },
  },
  retention: {},
  access: { existence: 'required', wholeFamily: true },
  initialState: (id) => ({
    id,
    status: 'pending',
    home: null,
    away: null,
    kickOff: null,
    ground: null,
    round: null,
    group: null,
    simulated: false,
    score: { home: 0, away: 0 },
    shootout: null,
    goals: [],
    cards: [],
    penalties: [],
    clock: STOPPED_CLOCK,
    winner: null,
    decidedBy: null,
    reason: null,
  }),
  evolve,
});
