import { normal, type Random } from './seeded.random';
import type { ModelProfile } from './simulated-language-model.options';

/**
 * When each of `count` tokens is due, in milliseconds after the start, with fractions: the first after
 * `timeToFirstTokenMs`, the others after gaps of a log-normal distribution, the shape that served models show (most gaps
 * near the median, few long ones).
 *
 * Due times count from the start and not from the token before, so no rounding of a timer ever adds up: the mean rate is
 * that of the plan.
 */
export const planTiming = (count: number, profile: ModelProfile, random: Random): number[] => {
  const dueMs: number[] = [];
  let atMs = profile.timeToFirstTokenMs;
  while (dueMs.length < count) {
    dueMs.push(atMs);
    atMs += profile.gapMedianMs * Math.exp(profile.gapSigma * normal(random));
  }
  return dueMs;
};
