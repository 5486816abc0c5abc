import fc from 'fast-check';
import { StopFilter } from './stop.filter';

const filtered = (stops: string[], pieces: string[]) => {
  const filter = new StopFilter(stops);
  let text = '';
  for (const piece of pieces) {
    text += filter.push(piece);
    if (filter.stopped) break;
  }
  return { text: text + filter.flush(), stopped: filter.stopped };
};
const characters = (text: string) => Array.from(text);

describe('The stop filter', () => {
  it('ends the text before the stop string', () => {
    expect(filtered(['END'], ['one END two'])).toEqual({ text: 'one ', stopped: true });
  });

  it('finds a stop string that is spread over tokens, and lets no part of it out', () => {
    const filter = new StopFilter(['END']);
    expect(['one E', 'N', 'D two'].map((piece) => filter.push(piece))).toEqual(['one ', '', '']);
    expect(filter.stopped).toBe(true);
  });

  it('lets go of what did not become a stop string', () => {
    const filter = new StopFilter(['END']);
    expect(['E', 'N', 'EN', 'x'].map((piece) => filter.push(piece))).toEqual(['', '', 'EN', 'ENx']);
    expect(filter.stopped).toBe(false);
  });

  it('lets go at the end of what it held back in vain', () => {
    expect(filtered(['END'], ['one EN'])).toEqual({ text: 'one EN', stopped: false });
  });

  it('stops at the one that is complete first, the longest of those that are complete together', () => {
    expect(filtered(['abcd', 'bc'], ['xabcd']).text).toBe('xa');
    expect(filtered(['bc', 'abc'], ['xabcd']).text).toBe('x');
  });

  it('finds a stop string whose beginning repeats itself', () => {
    expect(filtered(['aab'], ['a', 'a', 'a', 'b'])).toEqual({ text: 'a', stopped: true });
  });

  it('says the same however the text is cut', () => {
    // Two letters make repetitions and overlaps, where matching goes wrong, the usual case.
    const word = (constraints: { minLength: number; maxLength: number }) =>
      fc.string({ unit: fc.constantFrom('a', 'b', '🚢'), ...constraints });
    fc.assert(
      fc.property(
        fc.array(word({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
        fc.array(word({ minLength: 0, maxLength: 5 }), { maxLength: 12 }),
        (stops, pieces) => {
          const whole = pieces.join('');
          const result = filtered(stops, pieces);
          expect(result).toEqual(filtered(stops, [whole]));
          expect(result).toEqual(filtered(stops, characters(whole)));
          expect(result.stopped).toBe(stops.some((stop) => whole.includes(stop)));
          expect(stops.some((stop) => result.text.includes(stop))).toBe(false);
          expect(whole.startsWith(result.text)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
