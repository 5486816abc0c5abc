import { hash32, normal, oneOf, seededRandom, wholeNumber } from './seeded.random';

const take = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('The seeded random numbers', () => {
  it('are the same for the same seed and purpose, on every machine and in every version', () => {
    expect(hash32('tape')).toBe(2_535_305_925);
    expect(take(3, seededRandom('prose', 42))).toEqual([0.4575412638951093, 0.315611187601462, 0.8979244781658053]);
  });

  it('differ by purpose and by seed', () => {
    const first = ['prose:1', 'prose:2', 'prose:-1', 'timing:1'].map((name) => {
      const [purpose, seed] = name.split(':') as [string, string];
      return seededRandom(purpose, Number(seed))();
    });
    expect(new Set(first).size).toBe(4);
  });

  it('are spread evenly over [0, 1)', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const number of take(100_000, seededRandom('spread', 1))) {
      tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
    }
    expect(tenths).toHaveLength(10);
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('make whole numbers from the least to the greatest, both included', () => {
    const random = seededRandom('whole', 1);
    expect(new Set(take(1000, () => wholeNumber(random, -1, 3)))).toEqual(new Set([-1, 0, 1, 2, 3]));
    expect(new Set(take(1000, () => oneOf(random, [7, 8, 9])))).toEqual(new Set([7, 8, 9]));
  });

  it('make normal numbers of mean 0 and deviation 1', () => {
    const random = seededRandom('normal', 1);
    const numbers = take(100_000, () => normal(random));
    expect(mean(numbers)).toBeCloseTo(0, 1);
    expect(mean(numbers.map((number) => number ** 2))).toBeCloseTo(1, 1);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
});
