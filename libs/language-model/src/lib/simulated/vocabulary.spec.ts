import fc from 'fast-check';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
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

  it('cuts every text as another implementation does', () => {
    const word = fc.constantFrom(
      "don't",
      ' THE',
      'Straße',
      ' 12345',
      '\r\n\n',
      '   ',
      '👩‍🚀',
      '中文字',
      'नमस्ते',
      '://',
      '\t',
      'camelCase',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        // Runs of more than 128 characters are cut first, and are not in these texts.
        expect(tokensOf(value)).toEqual(encode(value, { disallowedSpecial: new Set() }));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has every token that another implementation has', () => {
    const bytesOf = (content: string | readonly number[]) => Buffer.from(content as string);
    ranks.forEach((content, token) => {
      if (!bytesOf(contentOf(token)).equals(bytesOf(content as string))) throw new Error(`token ${token} differs`);
    });
    expect(() => contentOf(ranks.length)).toThrow(RangeError);
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
