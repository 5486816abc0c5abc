import { formatBytes, formatMs, formatNumber } from './amounts';

it('gives amounts with their unit', () => {
  expect([840, 12_345, 123_456, 4_100_000].map(formatBytes)).toEqual(['840 B', '12.3 kB', '123 kB', '4.1 MB']);
  expect([0.4, 7.6, 2_440, 61_000].map(formatMs)).toEqual(['0 ms', '8 ms', '2.4 s', '61.0 s']);
  expect(formatNumber(1_204.4)).toBe('1,204');
});
