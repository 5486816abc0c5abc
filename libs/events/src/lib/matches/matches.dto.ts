import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { IsTime } from '../time.dto';
import type {
  MatchAbandoned,
  MatchCardShown,
  MatchEnded,
  MatchGoalAnnulled,
  MatchGoalScored,
  MatchKickedOff,
  MatchPenaltyTaken,
  MatchScheduled,
  MatchTeam,
  MatchTurn,
} from './matches.events';
import { matches } from './matches.family';

const TEAMS: readonly MatchTeam[] = ['home', 'away'];
const CARDS: readonly MatchCardShown['card'][] = ['yellow', 'second_yellow', 'red'];
const DECISIONS: readonly MatchEnded['decidedBy'][] = ['regular_time', 'extra_time', 'penalties'];

/** The last minute of extra time. */
const MINUTE_MAX = 120;
const ADDED_MINUTES_MAX = 60;

class MatchSimulatedDto {
  @IsOptional()
  @IsBoolean()
  simulated?: boolean;
}

export class MatchScheduledDto extends MatchSimulatedDto implements MatchScheduled {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  home!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  away!: string;

  @IsTime()
  kickOff!: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  ground?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  round?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  group?: string;
}

export class MatchKickedOffDto implements MatchKickedOff {
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(3_600)
  speed?: number;
}

export class MatchGoalScoredDto extends MatchSimulatedDto implements MatchGoalScored {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  goalId!: string;

  @IsIn(TEAMS)
  team!: MatchTeam;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  player!: string;

  @IsInt()
  @Min(1)
  @Max(MINUTE_MAX)
  minute!: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(ADDED_MINUTES_MAX)
  addedMinute?: number;

  @IsOptional()
  @IsBoolean()
  ownGoal?: boolean;

  @IsOptional()
  @IsBoolean()
  penalty?: boolean;
}

export class MatchGoalAnnulledDto extends MatchSimulatedDto implements MatchGoalAnnulled {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  goalId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class MatchCardShownDto extends MatchSimulatedDto implements MatchCardShown {
  @IsIn(TEAMS)
  team!: MatchTeam;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  player!: string;

  @IsIn(CARDS)
  card!: MatchCardShown['card'];

  @IsInt()
  @Min(1)
  @Max(MINUTE_MAX)
  minute!: number;
}

export class MatchTurnDto implements MatchTurn {}

export class MatchPenaltyTakenDto extends MatchSimulatedDto implements MatchPenaltyTaken {
  @IsIn(TEAMS)
  team!: MatchTeam;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  player?: string;

  @IsBoolean()
  scored!: boolean;
}

export class MatchEndedDto implements MatchEnded {
  @IsOptional()
  @IsIn(TEAMS)
  winner?: MatchTeam;

  @IsIn(DECISIONS)
  decidedBy!: MatchEnded['decidedBy'];
}

export class MatchAbandonedDto implements MatchAbandoned {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export const matchDtos = defineEventDtos(matches, {
  'matches.scheduled': MatchScheduledDto,
  'matches.kicked_off': MatchKickedOffDto,
  'matches.goal_scored': MatchGoalScoredDto,
  'matches.goal_annulled': MatchGoalAnnulledDto,
  'matches.card_shown': MatchCardShownDto,
  'matches.half_time': MatchTurnDto,
  'matches.second_half_started': MatchTurnDto,
  'matches.full_time': MatchTurnDto,
  'matches.extra_time_started': MatchTurnDto,
  'matches.extra_half_time': MatchTurnDto,
  'matches.extra_second_half_started': MatchTurnDto,
  'matches.extra_time_ended': MatchTurnDto,
  'matches.shootout_started': MatchTurnDto,
  'matches.penalty_taken': MatchPenaltyTakenDto,
  'matches.ended': MatchEndedDto,
  'matches.abandoned': MatchAbandonedDto,
});
