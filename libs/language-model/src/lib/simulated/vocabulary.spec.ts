import fc from 'fast-check';
import { contentOf, countTokens, tokensOf } from './vocabulary';

const decoded = (tokens: number[]) =>
  Buffer.concat(
    tokens.map((token) => {
      const content = contentOf(token);
      return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    }),
  ).toString();

describe('The vocabulary', () => {
  it('is o200k_base', () => {
    expect(tokensOf('hello world')).toEqual([24912, 2375]);
  });

  it('takes a text that spells a control token as a text', () => {
    expect(decoded(tokensOf('a<|endoftext|>b'))).toBe('a<|endoftext|>b');
    expect(countTokens('<|endoftext|>')).toBe(7);
  });

  it('counts nothing in the empty text', () => {
    expect(countTokens('')).toBe(0);
  });

  it('gives tokens that decode to the text, and counts as many', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const tokens = tokensOf(text);
        expect(decoded(tokens)).toBe(text);
        expect(countTokens(text)).toBe(tokens.length);
      }),
    );
  });

  it.each(['中', 'a', '👩‍🚀', ' ', '='])('loses nothing of a long run of %j', (unit) => {
    const text = `${unit.repeat(5000)} end`;
    expect(decoded(tokensOf(text))).toBe(text);
  });

  it('counts a long run in a time that grows with its length, not with the square of it', () => {
    // As one run these characters take 9 s, in pieces 0.1 s; the bound is far from both.
    const startMs = performance.now();
    countTokens('中'.repeat(40_000));
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  it('refuses a token that it does not have', () => {
    expect(() => contentOf(10_000_000)).toThrow(RangeError);
  });
});
