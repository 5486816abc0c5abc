import { normal, type Random } from './seeded.random';
import type { ModelProfile } from './simulated-language-model.options';

/**
 * When one token after the other is due, in milliseconds after the start, with fractions, never decreasing: the first after
 * `timeToFirstTokenMs`, the others after gaps of a log-normal distribution, the shape that served models show (most gaps
 * near the median, few long ones).
 *
 * Due times count from the start and not from the token before, so no rounding of a timer ever adds up: the mean rate is
 * that of the plan.
 */
export function* planTiming(profile: ModelProfile, random: Random): Generator<number, never> {
  for (
    let dueMs = profile.timeToFirstTokenMs;
    ;
    dueMs += profile.gapMedianMs * Math.exp(profile.gapSigma * normal(random))
  ) {
    yield dueMs;
  }
}
