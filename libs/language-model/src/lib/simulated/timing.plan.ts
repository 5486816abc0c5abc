import { normal, type Random } from './seeded.random';
import type { ModelProfile } from './simulated-language-model.options';

/**
 * When one token after the other is due, in milliseconds after the start, with fractions, never decreasing: the first after
 * `timeToFirstTokenMs`, the others after gaps of a log-normal distribution, the shape that served models show (most gaps
 * near the median, few long ones).
 *
 * `prefillMsPerToken` comes before the first for each of `promptTokens`. Of a burst all come when its last would; pauses are
 * added where they stand.
 *
 * Due times count from the start and not from the token before, so no rounding of a timer ever adds up: the mean rate is
 * that of the plan.
 */
export function* planTiming(profile: ModelProfile, random: Random, promptTokens = 0): Generator<number, never> {
  const { burstTokens = 1, pauseEveryTokens = 0, pauseMs = 0 } = profile;
  const nextGapMs = () => profile.gapMedianMs * Math.exp(profile.gapSigma * normal(random));
  let dueMs = profile.timeToFirstTokenMs + (profile.prefillMsPerToken ?? 0) * promptTokens;
  for (let produced = 0; ;) {
    yield dueMs;
    produced++;
    for (let inBurst = 1; inBurst < burstTokens && produced > 1; inBurst++, produced++) yield dueMs;
    // The gaps of the whole burst that comes next: its mean rate is that of single tokens.
    for (let token = 0; token < burstTokens; token++) {
      dueMs += nextGapMs();
      if (pauseEveryTokens > 0 && (produced + token) % pauseEveryTokens === 0) dueMs += pauseMs;
    }
  }
}
