import { matches, type MatchGoal, type MatchState } from '@tickertape/events';
import { describeNews, findNews } from './match-news';

const match: MatchState = { ...matches.initialState('m'), home: 'Peru', away: 'Chad', status: 'first_half' };

const goal = (goalId: string, annulled = false): MatchGoal => ({
  goalId,
  team: 'away',
  player: 'Moussa',
  minute: 12,
  annulled,
  annulledFor: null,
});

describe('the news of a match', () => {
  const scored = { ...match, goals: [goal('g1')] };
  const annulled = { ...match, goals: [goal('g1', true)] };

  it('is a goal that is new', () => {
    expect(findNews(match, scored)).toEqual({ kind: 'goal', team: 'away' });
    expect(findNews(scored, scored)).toBeUndefined();
  });

  it('is a goal that does not count any more, and none that never did', () => {
    expect(findNews(scored, annulled)).toEqual({ kind: 'annulled', team: 'away' });
    expect(findNews(match, annulled)).toBeUndefined();
  });
});

describe('what is read out', () => {
  const scored = { ...match, goals: [goal('g1')], score: { home: 0, away: 1 } };

  it('is a goal, with the score', () => {
    expect(describeNews(match, scored)).toBe('Goal for Chad. Peru 0, Chad 1.');
  });

  it('is an annulment', () => {
    const annulled = { ...match, goals: [goal('g1', true)], score: { home: 0, away: 0 } };
    expect(describeNews(scored, annulled)).toBe('Goal annulled. Peru 0, Chad 0.');
  });

  it('is the end', () => {
    expect(describeNews(scored, { ...scored, status: 'ended' })).toBe('Final score: Peru 0, Chad 1.');
  });

  it('is nothing else', () => {
    expect(describeNews(scored, { ...scored, status: 'half_time' })).toBe('');
    const card = { team: 'home', player: 'Paz', card: 'yellow', minute: 20 } as const;
    expect(describeNews(scored, { ...scored, cards: [card] })).toBe('');
  });
});
