import fc from 'fast-check';
import { foldEvents, type EventOf } from '../define-family';
import { checkEventData } from '../event-data.dto';
import { matchSecondsAt } from './matches.clock';
import { matchDtos } from './matches.dto';
import type { MatchEvents } from './matches.events';
import { matches, type MatchState } from './matches.family';
import { matchFixtures } from './matches.fixtures';

const timeAt = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();

type Told = readonly [type: keyof MatchEvents, data?: object, minute?: number];

function fold(...told: readonly Told[]): MatchState {
  const events = told.map(([type, given = {}, minute], i) => {
    const data = { ...matchFixtures.samples[type], ...given };
    return { type, data, version: i + 1, time: timeAt(minute ?? i) } as EventOf<MatchEvents>;
  });
  return foldEvents(matches, matches.initialState('1'), events);
}

const goal = (goalId: string, team: 'home' | 'away'): Told => ['matches.goal_scored', { goalId, team }];
const begun: readonly Told[] = [['matches.scheduled'], ['matches.kicked_off', { speed: 1 }]];

it('keeps an annulled goal among the goals, and takes it out of the score', () => {
  const state = fold(...begun, goal('a', 'home'), goal('b', 'home'), goal('c', 'away'), [
    'matches.goal_annulled',
    { goalId: 'a', reason: 'offside' },
  ]);
  expect(state.score).toEqual({ home: 1, away: 1 });
  expect(state.goals.map(({ goalId, annulled, annulledFor }) => [goalId, annulled, annulledFor])).toEqual([
    ['a', true, 'offside'],
    ['b', false, null],
    ['c', false, null],
  ]);
});

it('counts a goal that is told twice once, and takes a goal in the break after it', () => {
  const state = fold(...begun, goal('a', 'home'), goal('a', 'home'), ['matches.half_time'], goal('b', 'home'));
  expect(state.score).toEqual({ home: 2, away: 0 });
});

it('leads through extra time and penalties to the end', () => {
  const [history = []] = matchFixtures.histories;
  const statuses = history.map((_, i) => fold(...history.slice(0, i + 1).map((type): Told => [type])).status);
  expect([...new Set(statuses)]).toEqual([
    'scheduled',
    'first_half',
    'half_time',
    'second_half',
    'full_time',
    'extra_first_half',
    'extra_half_time',
    'extra_second_half',
    'extra_time_ended',
    'shootout',
    'ended',
  ]);
  const end = fold(...history.map((type): Told => [type]));
  expect(end).toMatchObject({ winner: 'home', decidedBy: 'penalties', shootout: { home: 1, away: 0 } });
});

it('survives any events in any order: the score is that of the goals that count, and an end ends it', () => {
  const types = Object.keys(matches.events) as (keyof MatchEvents)[];
  const anyGoal = fc.record({ goalId: fc.constantFrom('a', 'b', 'c'), team: fc.constantFrom('home', 'away') });
  const any = fc.tuple(fc.constantFrom(...types), anyGoal).map(([type, { goalId, team }]): Told => {
    return type === 'matches.goal_scored'
      ? [type, { goalId, team }]
      : type === 'matches.goal_annulled'
        ? [type, { goalId }]
        : [type];
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (told) => {
      const { status, goals, score, clock } = fold(...told);
      for (const side of ['home', 'away'] as const) {
        expect(score[side]).toBe(goals.filter(({ team, annulled }) => team === side && !annulled).length);
      }
      expect(clock.running).toBe(clock.period === status);
      expect(Number.isFinite(clock.baseSeconds)).toBe(true);
      const end = told.find(([type]) => matches.isTerminal(type))?.[0];
      expect(['ended', 'abandoned'].includes(status)).toBe(end !== undefined);
      if (end) expect(`matches.${status}`).toBe(end);
    }),
  );
});

it('changes nothing by an event that does not fit where the match stands', () => {
  const scheduled = fold(['matches.scheduled']);
  for (const type of [
    'matches.half_time',
    'matches.goal_scored',
    'matches.penalty_taken',
    'matches.full_time',
  ] as const) {
    expect(fold(['matches.scheduled'], [type])).toEqual(scheduled);
  }
});

describe('the clock', () => {
  const secondsAt = ({ clock }: MatchState, minute: number) => matchSecondsAt(clock, Date.parse(timeAt(minute)));

  it('ticks by itself from the kick-off, as fast as it is told', () => {
    expect(secondsAt(fold(...begun), 11)).toBe(600);
    expect(secondsAt(fold(['matches.scheduled'], ['matches.kicked_off', { speed: 60 }]), 2)).toBe(3_600);
    expect(secondsAt(fold(...begun), 0)).toBe(0);
  });

  it('stands in the break, and begins the second half at 45 minutes', () => {
    const half = fold(...begun, ['matches.half_time', {}, 49]);
    expect([50, 60].map((minute) => secondsAt(half, minute))).toEqual([2_880, 2_880]);
    const second = fold(...begun, ['matches.half_time', {}, 49], ['matches.second_half_started', {}, 64]);
    expect(secondsAt(second, 65)).toBe(2_760);
  });

  it('shows no half as shorter than it must be', () => {
    expect(fold(...begun, ['matches.half_time', {}, 2]).clock.baseSeconds).toBe(2_700);
  });

  it('stands where a match was broken off', () => {
    expect(secondsAt(fold(...begun, ['matches.abandoned', {}, 31]), 90)).toBe(1_800);
  });
});

it.each([
  ['matches.scheduled', { kickOff: '2026-02-30T09:00:00Z' }],
  ['matches.scheduled', { kickOff: '2026-02-20' }],
  ['matches.scheduled', { home: '' }],
  ['matches.kicked_off', { speed: 0 }],
  ['matches.goal_scored', { team: 'referee' }],
  ['matches.goal_scored', { minute: 121 }],
  ['matches.goal_scored', { minute: 1.5 }],
  ['matches.card_shown', { card: 'blue' }],
  ['matches.penalty_taken', { scored: 'yes' }],
  ['matches.ended', { decidedBy: 'coin' }],
] as const)('refuses %s with %j', (type, wrong) => {
  expect(checkEventData(matchDtos, type, { ...matchFixtures.samples[type], ...wrong })).not.toEqual([]);
});
