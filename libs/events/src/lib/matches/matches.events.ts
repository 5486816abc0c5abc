export type MatchTeam = 'home' | 'away';

export interface MatchScheduled {
  readonly home: string;
  readonly away: string;
  /** When it is to begin: RFC 3339. */
  readonly kickOff: string;
  readonly ground?: string;
  /** As in `Quarter-final`. */
  readonly round?: string;
  /** As in `A`, for the stage that is played in groups. */
  readonly group?: string;
  /** It is not being played: a replay, or an invention. */
  readonly simulated?: boolean;
}

export interface MatchKickedOff {
  /** How many seconds of the match pass in one second; 1 unless it is a replay. 1 to 3,600. */
  readonly speed?: number;
}

/** It may be told late, in the break after it. */
export interface MatchGoalScored {
  /** Names the goal in its match. */
  readonly goalId: string;
  /** Whose goal it is, that of an own goal too: the side whose score rises. */
  readonly team: MatchTeam;
  readonly player: string;
  /** As it is written: 45 with `addedMinute` 2 is 45+2. From 1. */
  readonly minute: number;
  readonly addedMinute?: number;
  readonly ownGoal?: boolean;
  readonly penalty?: boolean;
  /** Nobody has scored it. */
  readonly simulated?: boolean;
}

/** A correction: the goal does not count. It stays among the goals. */
export interface MatchGoalAnnulled {
  readonly goalId: string;
  readonly reason?: string;
  readonly simulated?: boolean;
}

export interface MatchCardShown {
  readonly team: MatchTeam;
  readonly player: string;
  /** The second yellow card of a player is a sending-off, as the red one is. */
  readonly card: 'yellow' | 'second_yellow' | 'red';
  readonly minute: number;
  readonly simulated?: boolean;
}

/** A kick of the shootout. */
export interface MatchPenaltyTaken {
  readonly team: MatchTeam;
  readonly player?: string;
  readonly scored: boolean;
  readonly simulated?: boolean;
}

export interface MatchEnded {
  /** Absent when it is a draw. */
  readonly winner?: MatchTeam;
  readonly decidedBy: 'regular_time' | 'extra_time' | 'penalties';
}

export interface MatchAbandoned {
  readonly reason?: string;
}

/** What says nothing but that it has happened. */
export type MatchTurn = Record<never, never>;

// A type rather than an interface: only a type alias can stand where a map of events is asked for.
export type MatchEvents = {
  'matches.scheduled': MatchScheduled;
  'matches.kicked_off': MatchKickedOff;
  'matches.goal_scored': MatchGoalScored;
  'matches.goal_annulled': MatchGoalAnnulled;
  'matches.card_shown': MatchCardShown;
  'matches.half_time': MatchTurn;
  'matches.second_half_started': MatchTurn;
  'matches.full_time': MatchTurn;
  'matches.extra_time_started': MatchTurn;
  'matches.extra_half_time': MatchTurn;
  'matches.extra_second_half_started': MatchTurn;
  'matches.extra_time_ended': MatchTurn;
  'matches.shootout_started': MatchTurn;
  'matches.penalty_taken': MatchPenaltyTaken;
  'matches.ended': MatchEnded;
  'matches.abandoned': MatchAbandoned;
};
