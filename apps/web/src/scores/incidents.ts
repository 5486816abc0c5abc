import type { MatchCardShown, MatchGoal, MatchState, MatchTeam } from '@tickertape/events';

/** A line of what has happened in a match. */
export interface Incident {
  /** Names it in its match. */
  readonly key: string;
  readonly kind: 'goal' | 'annulled' | MatchCardShown['card'];
  readonly team: MatchTeam;
  /** `45+2'` */
  readonly minute: string;
  readonly player: string;
  /** What there is to add: how it was scored, or why it does not count. */
  readonly note: string;
  /** It has not happened in the match that is replayed. */
  readonly simulated: boolean;
}

/** Goals and cards of a match, the latest first. */
export function findIncidents({ goals, cards }: MatchState): readonly Incident[] {
  const all = [
    ...goals.map((goal) => ({ at: goal.minute, added: goal.addedMinute ?? 0, incident: ofGoal(goal) })),
    ...cards.map((card, index) => ({ at: card.minute, added: 0, incident: ofCard(card, index) })),
  ];
  return all
    .sort((a, b) => a.at - b.at || a.added - b.added)
    .map(({ incident }) => incident)
    .reverse();
}

function ofGoal({
  goalId,
  team,
  player,
  minute,
  addedMinute,
  annulled,
  simulated = false,
  ...goal
}: MatchGoal): Incident {
  const how = goal.ownGoal ? 'own goal' : goal.penalty ? 'penalty' : '';
  return {
    key: goalId,
    kind: annulled ? 'annulled' : 'goal',
    team,
    minute: addedMinute ? `${minute}+${addedMinute}'` : `${minute}'`,
    player,
    note: annulled ? (goal.annulledFor ?? '') : how,
    simulated,
  };
}

function ofCard({ team, player, card, minute, simulated = false }: MatchCardShown, index: number): Incident {
  return { key: `card-${index}`, kind: card, team, minute: `${minute}'`, player, note: '', simulated };
}
