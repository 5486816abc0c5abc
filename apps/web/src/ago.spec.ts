import { formatAgo } from './ago';

const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('how long ago', () => {
  it.each([
    ['2026-11-22T11:59:01Z', 'now'],
    ['2026-11-22T12:00:05Z', 'now'],
    ['2026-11-22T11:59:00Z', '1 min'],
    ['2026-11-22T11:00:01Z', '59 min'],
    ['2026-11-22T09:00:00Z', '3 h'],
    ['2026-11-20T11:00:00Z', '2 d'],
    ['yesterday', ''],
  ])('%s is "%s"', (time, ago) => {
    expect(formatAgo(time, NOW)).toBe(ago);
  });
});
