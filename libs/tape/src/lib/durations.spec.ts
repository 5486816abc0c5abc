import { Durations, DURATION_BOUNDS_MS } from './durations';

it('counts a duration in the first bucket that has room for it', () => {
  const durations = new Durations();
  for (const ms of [-1, 0, 0.5, 0.6, 5_000, 5_001, 1e9]) durations.record(ms);
  const filled = durations.counts.flatMap((count, bucket) => (count > 0 ? [[DURATION_BOUNDS_MS[bucket], count]] : []));
  expect(filled).toEqual([
    [0.5, 3],
    [1, 1],
    [5_000, 1],
    [undefined, 2],
  ]);
  expect(durations.sumMs).toBeCloseTo(0.5 + 0.6 + 5_000 + 5_001 + 1e9);
});
