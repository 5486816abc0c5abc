import { formatCount, formatEta, formatTime } from './format';

describe('formats for people', () => {
  it('give the time of day', () => {
    const options = { locale: 'en-GB', timeZone: 'UTC' };
    expect(formatTime('2026-11-22T09:05:07.000Z', options)).toBe('09:05');
    expect(formatTime('2026-11-22T09:05:07.000Z', { ...options, seconds: true })).toBe('09:05:07');
    expect(formatTime('yesterday')).toBe('');
  });

  it.each([
    ['2026-11-22T09:20:00.000Z', 'in 20 minutes'],
    ['2026-11-22T09:00:31.000Z', 'in 1 minute'],
    ['2026-11-22T09:00:00.000Z', 'any moment now'],
    ['2026-11-22T08:00:00.000Z', 'any moment now'],
    ['soon', ''],
  ])('an ETA of %s at nine is "%s"', (eta, text) => {
    expect(formatEta(eta, Date.parse('2026-11-22T09:00:00.000Z'))).toBe(text);
  });

  it('count in the singular too', () => {
    expect(formatCount(1, 'event')).toBe('1 event');
    expect(formatCount(2, 'event')).toBe('2 events');
  });
});
