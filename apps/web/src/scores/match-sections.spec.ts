import { matches, STOPPED_CLOCK, type MatchState } from '@tickertape/events';
import { findSections } from './match-sections';

const match = (
  id: string,
  status: MatchState['status'],
  kickOff: string,
  endedAt: string | null = null,
): MatchState => ({
  ...matches.initialState(id),
  status,
  kickOff,
  clock: { ...STOPPED_CLOCK, baseAt: endedAt },
});

it('sorts matches into those that are on, to come and over', () => {
  const { live, next, results } = findSections([
    match('over-1', 'ended', '2026-06-11T18:00:00Z', '2026-11-22T09:00:00.000Z'),
    match('later', 'scheduled', '2026-06-13T18:00:00Z'),
    match('on-2', 'half_time', '2026-06-12T21:00:00Z'),
    match('soon', 'scheduled', '2026-06-12T23:00:00Z'),
    match('on-1', 'shootout', '2026-06-12T18:00:00Z'),
    match('over-2', 'abandoned', '2026-06-10T18:00:00Z', '2026-11-22T09:30:00.000Z'),
    match('nameless', 'pending', ''),
  ]);
  expect(live.map(({ id }) => id)).toEqual(['on-1', 'on-2']);
  expect(next.map(({ id }) => id)).toEqual(['soon', 'later']);
  expect(results.map(({ id }) => id)).toEqual(['over-2', 'over-1']);
});
