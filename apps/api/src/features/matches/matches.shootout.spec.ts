import fc from 'fast-check';
import { seededRandom } from './matches.random';
import { inventShootout, isDecided } from './matches.shootout';

const scores = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
  .filter(([home, away]) => isPossible(home, away))
  .map(([home, away]) => ({ home, away }));

/** Beyond five the sides are one apart; up to there nobody kicks on when it is decided. */
function isPossible(home: number, away: number): boolean {
  const more = Math.max(home, away);
  const lead = more - Math.min(home, away);
  return lead >= 1 && lead <= (more > 5 ? 1 : more === 5 ? 2 : 3);
}

it('comes to its score by turns, and ends with the kick that decides it', () => {
  fc.assert(
    fc.property(scores, fc.integer(), (score, seed) => {
      const kicks = inventShootout(score, seededRandom(seed));
      for (const side of ['home', 'away'] as const) {
        expect(kicks.filter(({ team, scored }) => team === side && scored)).toHaveLength(score[side]);
      }
      expect(kicks.every(({ team }, i) => i === 0 || team !== kicks[i - 1]?.team)).toBe(true);
      expect(kicks.findIndex((_, i) => isDecided(kicks.slice(0, i + 1)))).toBe(kicks.length - 1);
    }),
  );
});

it('is another one for another seed', () => {
  const invented = [1, 2, 3, 4, 5, 6].map((seed) =>
    JSON.stringify(inventShootout({ home: 3, away: 4 }, seededRandom(seed))),
  );
  expect(new Set(invented).size).toBeGreaterThan(1);
});

it('refuses a score that no shootout ends with', () => {
  for (const [home, away] of [
    [3, 3],
    [5, 0],
  ] as const) {
    expect(() => inventShootout({ home, away }, seededRandom(1))).toThrow(`no shootout ends ${home}:${away}`);
  }
});
