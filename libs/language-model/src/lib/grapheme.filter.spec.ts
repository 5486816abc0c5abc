import fc from 'fast-check';
import { GraphemeFilter } from './grapheme.filter';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const graphemesOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
const pieces = (parts: readonly string[]) => {
  const filter = new GraphemeFilter();
  return [...parts.map((part) => filter.push(part)), filter.flush()];
};

describe('The grapheme filter', () => {
  it.each(['👩‍👩‍👧‍👦', '🏳️‍🌈', '🧑🏿‍🤝‍🧑🏻', '🇩🇪', '1️⃣', 'ᄒ\u1161ᆫ', '\r\n', 'नि', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])(
    'lets %j out as one, unit by unit',
    (grapheme) => {
      const out = pieces(['a', ...grapheme.split(''), 'b']).filter((piece) => piece !== '');
      // A keycap begins with a digit, which is text like any other.
      if (grapheme.startsWith('1')) expect(out.join('')).toBe(`a${grapheme}b`);
      else if (grapheme === '\r\n') expect(out).toEqual(['a', '\r\n', 'b']);
      else expect(out).toEqual(['a', `${grapheme}b`]);
    },
  );

  it.each(['plain text', 'Zoë — naïve “façade”', '中文', 'Ελλάδα', 'кириллица', 'ひらがな', '한국어'])(
    'holds nothing of %j',
    (text) => {
      expect(pieces(Array.from(text)).slice(0, -1)).toEqual(Array.from(text));
    },
  );

  it('loses nothing, and lets no half of a surrogate pair out', () => {
    const parts = fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(parts, (texts) => {
        const out = pieces(texts.join('').split(''));
        expect(out.join('')).toBe(texts.join(''));
        for (const piece of out) expect(piece).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('splits no grapheme of emoji and flags, however they are cut', () => {
    const emoji = fc.constantFrom('👩‍🚀', '🇩🇪', '🇫🇷', '👍🏽', '❤️', '🧵', ' a', 'é');
    const texts = fc.array(emoji, { minLength: 1, maxLength: 10 }).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 1, max: 5 })), (text, lengths) => {
        const units = text.split('');
        const parts = [...lengths.map((length) => units.splice(0, length).join('')), units.join('')];
        const boundaries = new Set<number>([0]);
        let end = 0;
        for (const grapheme of graphemesOf(text)) boundaries.add((end += grapheme.length));
        let at = 0;
        for (const piece of pieces(parts)) expect(boundaries.has((at += piece.length))).toBe(true);
      }),
    );
  });

  it('holds no more than 32 units, of marks without end for example', () => {
    const filter = new GraphemeFilter();
    let held = 0;
    for (const mark of ['ก', ...new Array<string>(200).fill('\u0e49')]) {
      held += mark.length - filter.push(mark).length;
      expect(held).toBeLessThanOrEqual(32);
    }
  });

  it('leaves out half of a pair that never finds the other', () => {
    expect(pieces(['a\ud83d'])).toEqual(['a', '']);
  });
});
