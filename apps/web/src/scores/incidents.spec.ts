import { matches } from '@tickertape/events';
import { findIncidents } from './incidents';

const goal = { team: 'home', player: 'Paz', annulled: false, annulledFor: null } as const;

describe('the incidents of a match', () => {
  it('are goals and cards, the latest first, added time after the minute that it is added to', () => {
    const incidents = findIncidents({
      ...matches.initialState('m'),
      goals: [
        { ...goal, goalId: 'g1', minute: 45, addedMinute: 2, penalty: true },
        { ...goal, goalId: 'g2', minute: 46, ownGoal: true },
      ],
      cards: [
        { team: 'away', player: 'Moussa', card: 'yellow', minute: 45, simulated: true },
        { team: 'away', player: 'Moussa', card: 'second_yellow', minute: 80, simulated: true },
      ],
    });
    expect(incidents.map(({ minute, kind, note, simulated }) => [minute, kind, note, simulated])).toEqual([
      ["80'", 'second_yellow', '', true],
      ["46'", 'goal', 'own goal', false],
      ["45+2'", 'goal', 'penalty', false],
      ["45'", 'yellow', '', true],
    ]);
  });

  it('keep a goal that does not count, and say why', () => {
    const annulled = { ...goal, goalId: 'g1', minute: 5, annulled: true, annulledFor: 'Offside.' };
    const [incident] = findIncidents({ ...matches.initialState('m'), goals: [annulled] });
    expect(incident).toMatchObject({ kind: 'annulled', note: 'Offside.' });
  });
});
