import { profilesOf } from './plan.options';
import { seededRandom } from './seeded.random';
import type { ModelProfile } from './simulated-language-model.options';
import { planTiming } from './timing.plan';

const plan = (count: number, profile: ModelProfile) => {
  const timing = planTiming(profile, seededRandom('timing', 1));
  return Array.from({ length: count }, () => timing.next().value);
};
const ratePerSecond = (timing: number[]) =>
  ((timing.length - 1) * 1000) / ((timing.at(-1) as number) - (timing[0] as number));

describe('The timing plan', () => {
  it('puts the first token at the time to first token', () => {
    expect(plan(3, { timeToFirstTokenMs: 400, gapMedianMs: 15, gapSigma: 1 })[0]).toBe(400);
  });

  it('has no time before the one in front of it', () => {
    const timing = plan(1000, { timeToFirstTokenMs: 0, gapMedianMs: 10, gapSigma: 1 });
    expect([...timing].sort((a, b) => a - b)).toEqual(timing);
  });

  it('spreads the gaps as a log-normal distribution of its median and sigma', () => {
    const timing = plan(100_001, { timeToFirstTokenMs: 0, gapMedianMs: 20, gapSigma: 0.5 });
    const gaps = timing.slice(1).map((dueMs, index) => dueMs - (timing[index] as number));
    const sorted = gaps.sort((a, b) => a - b);
    const quantile = (part: number) => sorted[Math.floor(part * sorted.length)] as number;
    expect(quantile(0.5)).toBeCloseTo(20, 0);
    // One standard deviation above the mean of the logarithm.
    expect(Math.log(quantile(0.8413) / 20)).toBeCloseTo(0.5, 1);
  });

  it('keeps the fractions of gaps shorter than a millisecond', () => {
    expect(ratePerSecond(plan(1001, { timeToFirstTokenMs: 0, gapMedianMs: 0.25, gapSigma: 0 }))).toBeCloseTo(4000);
  });

  it.each([
    ['sim-standard', 400, 60],
    ['sim-fast', 150, 150],
    ['sim-slow', 1500, 12],
    ['sim-long', 400, 50],
    ['sim-reasoning', 800, 80],
  ])('gives %s its first token after %i ms and then %i tokens a second', (model, firstMs, rate) => {
    const timing = plan(20_000, profilesOf({}).get(model) as ModelProfile);
    expect(timing[0]).toBe(firstMs);
    expect(Math.abs(ratePerSecond(timing) / rate - 1)).toBeLessThan(0.02);
  });
});
