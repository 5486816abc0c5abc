import fc from 'fast-check';
import { IncrementalDecoder } from './incremental.decoder';
import { contentOf, tokensOf } from './vocabulary';

const halfCharacter = /[\p{Surrogate}\uFFFD]/u;
// U+FFFD itself is left out, so that each one in the output is the decoder's.
const text = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => value.replaceAll('\uFFFD', '?'));

describe('The incremental decoder', () => {
  it('gives the text of the tokens', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const decoder = new IncrementalDecoder();
        const pieces = tokensOf(whole).map((token) => decoder.push(contentOf(token)));
        expect(pieces.join('')).toBe(whole);
        expect(decoder.flush()).toBe('');
      }),
    );
  });

  it('lets no half of a character out, however its bytes are spread over tokens', () => {
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 5 })), (whole, lengths) => {
        const decoder = new IncrementalDecoder();
        const bytes = [...Buffer.from(whole)];
        const pieces: string[] = [];
        for (let at = 0, index = 0; at < bytes.length; index++) {
          const length = lengths[index] ?? 1;
          pieces.push(decoder.push(bytes.slice(at, at + length)));
          at += length;
        }
        for (const piece of pieces) expect(piece).not.toMatch(halfCharacter);
        expect(pieces.join('') + decoder.flush()).toBe(whole);
      }),
    );
  });

  it('gives a character with its last byte', () => {
    const decoder = new IncrementalDecoder();
    expect([...Buffer.from('🚢')].map((byte) => decoder.push([byte]))).toEqual(['', '', '', '🚢']);
  });

  it('keeps a byte order mark, which is a character of the text', () => {
    const decoder = new IncrementalDecoder();
    expect(decoder.push([0xef, 0xbb, 0xbf]) + decoder.push('a') + decoder.push([0xef, 0xbb, 0xbf])).toBe(
      '\uFEFFa\uFEFF',
    );
  });

  it('shows nothing of a character that the end cut in half', () => {
    const decoder = new IncrementalDecoder();
    expect(decoder.push([0xf0, 0x9f])).toBe('');
    expect(decoder.flush()).toBe('');
    expect(decoder.push([0x9a, 0xa2]) + decoder.push('a')).toBe('a');
  });

  it('shows nothing of a character that another breaks off, or that is none', () => {
    const decoder = new IncrementalDecoder();
    expect(decoder.push([0xf0, 0x9f]) + decoder.push('a')).toBe('a');
    expect(decoder.push([0xed, 0xa0, 0x80, 0xc0, 0x80, 0x62])).toBe('b');
  });

  it('keeps a replacement character that belongs to the text', () => {
    expect(new IncrementalDecoder().push([0xef, 0xbf, 0xbd])).toBe('\uFFFD');
  });
});
