import { quotes } from '@tickertape/events';
import { describeTrouble, formatVolume, placeInRange } from './quote-words';

const quote = { ...quotes.initialState('ACME'), last: '10.25', low: '10.00', high: '11.00' };

describe('the place of a price in the range of its day', () => {
  it.each([
    [quote, 0.25],
    [{ ...quote, last: '11.00' }, 1],
    [{ ...quote, last: '9.00' }, 0],
    [{ ...quote, low: '10.25', high: '10.25' }, 0.5],
    [quotes.initialState('NEW'), undefined],
  ])('%#', (state, place) => {
    expect(placeInRange(state)).toBe(place);
  });
});

describe('the trouble with a price', () => {
  it.each([
    [quote, ''],
    [{ ...quote, status: 'halted' as const, reason: 'News is pending.' }, 'Halted: News is pending.'],
    [{ ...quote, status: 'halted' as const }, 'Halted'],
    [{ ...quote, staleSince: '2026-11-22T09:00:00.000Z' }, expect.stringMatching(/^Silent since \d/)],
  ])('%#', (state, words) => {
    expect(describeTrouble(state)).toEqual(words);
  });
});

it('shortens a volume', () => {
  expect(formatVolume(1_234_567, 'en')).toBe('1.2M');
});
