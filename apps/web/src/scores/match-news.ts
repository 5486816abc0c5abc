import type { MatchState, MatchTeam } from '@tickertape/events';
import { describeScore } from './match-words';

/** A goal, or one that does not count after all. */
export interface MatchNews {
  readonly kind: 'goal' | 'annulled';
  readonly team: MatchTeam;
}

/** What has just come to a match that a reader has seen before: its last goal or annulment, if there is a new one. */
export function findNews(before: MatchState, after: MatchState): MatchNews | undefined {
  const annulled = after.goals.find((goal, index) => goal.annulled && before.goals[index]?.annulled === false);
  if (annulled) return { kind: 'annulled', team: annulled.team };
  const scored = after.goals.slice(before.goals.length).findLast((goal) => !goal.annulled);
  return scored && { kind: 'goal', team: scored.team };
}

/** What is worth being read out: goals, annulments and the end. Empty for anything else. */
export function describeNews(before: MatchState, after: MatchState): string {
  const news = findNews(before, after);
  if (news?.kind === 'goal') return `Goal for ${after[news.team] ?? news.team}. ${describeScore(after)}.`;
  if (news) return `Goal annulled. ${describeScore(after)}.`;
  if (before.status === after.status) return '';
  if (after.status === 'ended') return `Final score: ${describeScore(after)}.`;
  return after.status === 'abandoned' ? `Abandoned: ${describeScore(after)}.` : '';
}
