import { matches, STOPPED_CLOCK, type MatchClock, type MatchState } from '@tickertape/events';
import { describeSimulation, describeStanding, formatMinute } from './match-words';

const KICK_OFF = '2026-11-22T09:00:00.000Z';

const running = (period: MatchClock['period'], baseSeconds: number): MatchClock => ({
  period,
  baseAt: KICK_OFF,
  baseSeconds,
  running: true,
  speed: 60,
});

const after = (seconds: number): number => Date.parse(KICK_OFF) + seconds * 1_000;

const match: MatchState = { ...matches.initialState('m'), home: 'Peru', away: 'Chad', status: 'first_half' };

describe('the minute that is played', () => {
  it.each([
    [running('first_half', 0), 0, "1'"],
    [running('first_half', 0), 11.5, "12'"],
    [running('first_half', 0), 45, "45+1'"],
    [running('second_half', 2_700), 0, "46'"],
    [running('second_half', 2_700), 47.2, "90+3'"],
    [running('extra_first_half', 5_400), 1, "92'"],
    [{ ...running('first_half', 120), running: false }, 600, "3'"],
    [STOPPED_CLOCK, 0, ''],
  ])('%j after %d seconds', (clock, seconds, minute) => {
    expect(formatMinute(clock, after(seconds))).toBe(minute);
  });
});

describe('where a match stands', () => {
  it.each<[Partial<MatchState>, string]>([
    [{ status: 'scheduled' }, 'To come'],
    [{ clock: running('first_half', 0) }, "1'"],
    [{ status: 'half_time' }, 'Half-time'],
    [{ status: 'shootout', shootout: { home: 2, away: 1 } }, 'Penalties 2–1'],
    [{ status: 'ended', decidedBy: 'regular_time' }, 'Full time'],
    [{ status: 'ended', decidedBy: 'extra_time' }, 'After extra time'],
    [{ status: 'ended', decidedBy: 'penalties', shootout: { home: 3, away: 4 } }, '3–4 on penalties'],
    [{ status: 'abandoned' }, 'Abandoned'],
  ])('%j', (standing, words) => {
    expect(describeStanding({ ...match, ...standing }, after(0))).toBe(words);
  });
});

describe('what is said of matches that are not being played', () => {
  it('is nothing of those that are', () => {
    expect(describeSimulation([match])).toBe('');
  });

  it('is how fast the tournament is replayed', () => {
    const replayed = { ...match, id: 'world-cup-2026-1-001', simulated: true };
    expect(describeSimulation([replayed])).toMatch(/^The World Cup of 2026, replayed\. /);
    const kickedOff = { ...replayed, clock: running('first_half', 0) };
    expect(describeSimulation([replayed, kickedOff])).toMatch(/replayed 60 times as fast\. /);
  });

  it('is that they are simulated, whatever they are', () => {
    expect(describeSimulation([{ ...match, simulated: true }])).toMatch(/^Not being played/);
  });
});
