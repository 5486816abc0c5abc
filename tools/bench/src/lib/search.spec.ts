import { bestOf, nextRate, type Trial } from './search';

const options = { from: 10, least: 1, factor: 2, precision: 1.05 };

function search(most: number): Trial[] {
  const trials: Trial[] = [];
  for (let rate = nextRate(trials, options); rate !== undefined; rate = nextRate(trials, options)) {
    trials.push({ rate, passed: rate <= most });
  }
  return trials;
}

it('steps up by the factor, then bisects between what passed and what failed', () => {
  const rates = search(45).map(({ rate }) => rate);
  expect(rates.slice(0, 4)).toEqual([10, 20, 40, 80]);
  expect(rates[4]).toBeCloseTo(Math.sqrt(40 * 80));
});

it.each([1.3, 9, 10, 45, 123_456])('finds %d within the precision', (most) => {
  const best = bestOf(search(most)) ?? 0;
  expect(best).toBeLessThanOrEqual(most);
  expect(most / best).toBeLessThanOrEqual(options.precision);
});

it('steps down where not even the first rate passes, and gives up at the least', () => {
  expect(search(0).map(({ rate }) => rate)).toEqual([10, 5, 2.5, 1.25]);
  expect(bestOf(search(0))).toBeUndefined();
});
