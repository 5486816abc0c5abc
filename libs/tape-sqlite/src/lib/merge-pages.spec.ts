import type { TapeEvent } from '@tickertape/tape';
import fc from 'fast-check';
import { mergePages, type PageSource } from './merge-pages';

const event = (seq: number): TapeEvent => ({ seq, topic: 'orders/1', version: 1, type: 'x', time: 0, data: {} });
const sourceOf =
  (seqs: readonly number[], read: { rows: number }): PageSource =>
  (after, limit) => {
    const page = seqs.filter((seq) => seq > after).slice(0, limit);
    read.rows += page.length;
    return page.map(event);
  };

describe('mergePages', () => {
  it('is the beginning of all events in order, however they are spread over sources', () => {
    const owners = fc.array(fc.nat(9), { maxLength: 200 });
    fc.assert(
      fc.property(owners, fc.integer({ min: 1, max: 60 }), fc.nat(100), (owners, limit, after) => {
        const sources = Array.from({ length: 10 }, (_, one) =>
          sourceOf(
            owners.flatMap((owner, i) => (owner === one ? [i + 1] : [])),
            { rows: 0 },
          ),
        );
        const expected = owners.map((_, i) => i + 1).filter((seq) => seq > after);
        expect(mergePages(sources, after, limit).map(({ seq }) => seq)).toEqual(expected.slice(0, limit));
      }),
    );
  });

  it('is empty without sources', () => {
    expect(mergePages([], 0, 10)).toEqual([]);
  });

  it.each([
    ['a hundred topics in turns', (i: number) => i % 100],
    ['one busy topic among a hundred', (i: number) => (i % 50 === 0 ? i % 100 : 7)],
    ['stretches of one topic each', (i: number) => Math.floor(i / 100)],
  ])('reads little more than the page from %s', (_, ownerOf) => {
    const read = { rows: 0 };
    const all = Array.from({ length: 10_000 }, (_, i) => i + 1);
    const sources = Array.from({ length: 100 }, (_, one) =>
      sourceOf(
        all.filter((seq) => ownerOf(seq) === one),
        read,
      ),
    );
    expect(mergePages(sources, 0, 256)).toHaveLength(256);
    // Eight of each source, and at most twice what was needed of the busy one.
    expect(read.rows).toBeLessThanOrEqual(100 * 8 + 2 * 256 + 8);
  });
});
