import type { MatchTeam } from '@tickertape/events';
import { worldCup2026, type MatchFacts } from './world-cup-2026.facts';

function scoreUpTo({ goals }: MatchFacts, minute: number): { home: number; away: number } {
  const count = (side: MatchTeam) => goals.filter((goal) => goal.team === side && goal.minute <= minute).length;
  return { home: count('home'), away: count('away') };
}

it('has the 104 matches and 308 goals of the tournament, 72 matches of them in 12 groups', () => {
  expect(worldCup2026).toHaveLength(104);
  expect(worldCup2026.flatMap(({ goals }) => goals)).toHaveLength(308);
  const groups = worldCup2026.flatMap(({ group }) => group ?? []);
  expect(groups).toHaveLength(72);
  expect(new Set(groups)).toEqual(new Set('ABCDEFGHIJKL'));
  expect(new Set(worldCup2026.flatMap(({ home, away }) => [home, away])).size).toBe(48);
});

it('has penalties, own goals and added minutes among the goals', () => {
  const goals = worldCup2026.flatMap(({ goals }) => goals);
  expect(goals.filter(({ penalty }) => penalty)).toHaveLength(16);
  expect(goals.filter(({ ownGoal }) => ownGoal)).toHaveLength(14);
  expect(goals).toContainEqual({ team: 'home', player: 'Miro Muheim', minute: 90, addedMinute: 4, ownGoal: true });
});

it.each(worldCup2026)('$number, $home against $away, has the scores that its goals come to', (match) => {
  expect(scoreUpTo(match, 45)).toEqual(match.halfTime);
  expect(scoreUpTo(match, 90)).toEqual(match.fullTime);
  expect(scoreUpTo(match, 120)).toEqual(match.extraTime ?? match.fullTime);
  expect(new Date(match.kickOff).toISOString()).toBe(match.kickOff.replace('Z', '.000Z'));
});

it('decides every match of the knock-out stage, by extra time and penalties where 90 minutes did not', () => {
  const knockOut = worldCup2026.filter(({ group }) => group === undefined);
  expect(knockOut).toHaveLength(32);
  for (const { fullTime, extraTime, shootout } of knockOut) {
    expect(extraTime !== undefined).toBe(fullTime.home === fullTime.away);
    expect(shootout !== undefined).toBe(extraTime !== undefined && extraTime.home === extraTime.away);
    if (shootout) expect(shootout.home).not.toBe(shootout.away);
  }
  expect(knockOut.filter(({ extraTime }) => extraTime)).toHaveLength(9);
  expect(knockOut.filter(({ shootout }) => shootout)).toHaveLength(4);
});
