import fc from 'fast-check';
import type { ChatMessage } from '../language-model';
import { sentences } from './prose.lexicon';
import { writeProse } from './prose.writer';
import { seededRandom } from './seeded.random';

const user = (content: string): ChatMessage => ({ role: 'user', content });
const write = (messages: ChatMessage[], count = 40, seed = 1) => {
  const prose = writeProse(messages, seededRandom('prose', seed));
  return Array.from({ length: count }, () => prose.next().value);
};

describe('The prose', () => {
  it('begins with the first words of the last thing that the user said', () => {
    for (let seed = 0; seed < 50; seed++) {
      const [opening] = write(
        [user('Hi'), { role: 'assistant', content: 'Hello' }, user('Why is the sky blue?')],
        1,
        seed,
      );
      expect(opening).toContain('“Why is the sky blue”');
    }
  });

  it('quotes a long prompt only in part', () => {
    const [opening] = write([user('word '.repeat(10_000))], 1);
    expect(opening).toContain(`“${'word '.repeat(7).trim()}”`);
    expect((write([user('x'.repeat(10_000))], 1)[0] as string).length).toBeLessThan(200);
  });

  it('finds something to say where nothing was asked', () => {
    for (const messages of [[user('')], [user(' \n ')], [{ role: 'system', content: 'Be kind.' } as const]]) {
      expect(write(messages, 1)[0]).toMatch(/^(Nothing was asked yet|Let me begin)/);
    }
  });

  it('comes in paragraphs of three to five sentences', () => {
    const paragraphs = write([user('Tell me')], 200)
      .join('')
      .split('\n\n')
      .slice(0, -1);
    expect(paragraphs.length).toBeGreaterThan(30);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^\S[^\n]*\S$/u);
  });

  it('uses every sentence once before it repeats one', () => {
    for (let seed = 0; seed < 20; seed++) {
      const text = write([user('')], 1 + 2 * sentences.length, seed).join('');
      expect(text.match(/Not everything has to be fast/g)).toHaveLength(2);
    }
  });

  it('has characters of two, three and four bytes', () => {
    const bytes = new Set(Array.from(write([user('Tell me')]).join(''), (character) => Buffer.byteLength(character)));
    expect(bytes).toEqual(new Set([1, 2, 3, 4]));
  });

  it('is made of whole characters and fills every gap, whatever the prompt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer(), (prompt, seed) => {
        const text = write([user(`\uD83D${prompt}\uDE00`)], 30, seed).join('');
        expect(text).not.toMatch(/\p{Surrogate}|undefined/u);
        expect(text.replaceAll(prompt, '')).not.toMatch(/\{\w+\}/);
      }),
    );
  });
});
