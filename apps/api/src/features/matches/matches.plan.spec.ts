import { matches, type EventOf, type MatchEvents, type MatchState } from '@tickertape/events';
import { checkEventData, matchDtos } from '@tickertape/events/dto';
import fc from 'fast-check';
import { announce, planMatch, type MatchEventInput, type MatchStep } from './matches.plan';
import { worldCup2026, type MatchFacts } from './world-cup-2026.facts';

const SPEED = 60;

function fold(state: MatchState, { type, data }: MatchEventInput, atSecond: number): MatchState {
  const time = new Date((atSecond / SPEED) * 1_000).toISOString();
  return matches.evolve(state, { type, data, version: 1, time } as EventOf<MatchEvents>);
}

const scheduled = (facts: MatchFacts): MatchState =>
  fold(matches.initialState('1'), { type: 'matches.scheduled', data: announce(facts) }, 0);

function statesOf(facts: MatchFacts, steps: readonly MatchStep[]): MatchState[] {
  let state = scheduled(facts);
  return steps.map(({ event, atSecond }) => (state = fold(state, event, atSecond)));
}

const anyPlan = fc
  .tuple(fc.constantFrom(...worldCup2026), fc.integer())
  .map(([facts, seed]) => ({ facts, seed, steps: planMatch(facts, seed, SPEED) }));

it('has no step that does not fit where the match stands, and each with valid data', () => {
  fc.assert(
    fc.property(anyPlan, ({ facts, steps }) => {
      const states = statesOf(facts, steps);
      states.forEach((state, i) => expect(state).not.toBe(states[i - 1] ?? scheduled(facts)));
      expect(new Set(states).size).toBe(steps.length);
      expect(steps.filter(({ event: { type } }) => matches.isTerminal(type))).toEqual([steps.at(-1)]);
      for (const { event } of steps) expect(checkEventData(matchDtos, event.type, event.data)).toEqual([]);
      expect(steps.every(({ atSecond }, i) => atSecond >= (steps[i - 1]?.atSecond ?? 0))).toBe(true);
    }),
  );
});

it.each(worldCup2026)('comes to the real scores of $number, $home against $away, at every whistle', (facts) => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const states = statesOf(facts, planMatch(facts, seed, SPEED));
      const scoreAt = (status: string) => states.find((state) => state.status === status)?.score;
      expect(scoreAt('half_time')).toEqual(facts.halfTime);
      expect(scoreAt('full_time')).toEqual(facts.fullTime);
      expect(scoreAt('extra_time_ended')).toEqual(facts.extraTime);
      const end = states.at(-1);
      expect(end).toMatchObject({ status: 'ended', score: facts.extraTime ?? facts.fullTime });
      expect(end?.shootout).toEqual(facts.shootout ?? null);
      const { home, away } = facts.shootout ?? facts.extraTime ?? facts.fullTime;
      expect(end?.winner).toBe(home === away ? null : home > away ? 'home' : 'away');
    }),
    { numRuns: 10 },
  );
});

it('shows every goal in the minute in which it fell', () => {
  fc.assert(
    fc.property(anyPlan, ({ facts, steps }) => {
      statesOf(facts, steps).forEach(({ clock }, i) => {
        const { event, atSecond } = steps[i] as MatchStep;
        if (event.type !== 'matches.goal_scored') return;
        const { minute, addedMinute = 0 } = event.data;
        const shown = clock.baseSeconds + atSecond - (Date.parse(clock.baseAt ?? '') / 1_000) * SPEED;
        // A time is whole milliseconds, which are 0.06 s of the match.
        expect(shown).toBeGreaterThanOrEqual((minute - 1 + addedMinute) * 60 - 0.1);
        expect(shown).toBeLessThan((minute + addedMinute) * 60 + 0.1);
      });
    }),
  );
});

it('labels what the facts do not tell, and tells what they do without a label', () => {
  fc.assert(
    fc.property(anyPlan, ({ facts, steps }) => {
      const isLabelled = ({ data }: MatchEventInput) => 'simulated' in data && data.simulated === true;
      const events = steps.map(({ event }) => event);
      const told = events.filter(({ type }) => type === 'matches.goal_scored').filter((event) => !isLabelled(event));
      expect(told).toHaveLength(facts.goals.length);
      const invented = ['matches.goal_annulled', 'matches.card_shown', 'matches.penalty_taken'];
      for (const event of events) if (invented.includes(event.type)) expect(isLabelled(event)).toBe(true);
      expect(scheduled(facts).simulated).toBe(true);
    }),
  );
});

it('shows no card to a player who was sent off', () => {
  fc.assert(
    fc.property(anyPlan, ({ facts, steps }) => {
      const sentOff = new Set<string>();
      for (const { team, player, card } of statesOf(facts, steps).at(-1)?.cards ?? []) {
        expect(sentOff).not.toContain(team + player);
        if (card !== 'yellow') sentOff.add(team + player);
      }
    }),
  );
});

it('is the same for the same seed', () => {
  fc.assert(
    fc.property(anyPlan, ({ facts, seed, steps }) => expect(planMatch(facts, seed, SPEED)).toEqual(steps)),
    { numRuns: 20 },
  );
});
