import { LanguageModelError } from '../language-model.error';
import type { Latency, LatencyName } from './simulate.options';
import type { LoadOptions, ModelProfile, PlanOptions } from './simulated-language-model.options';

/** Tokens that an ordinary answer of a chat has, a few paragraphs. */
const COMPLETION_TOKENS = [120, 250] as const;

// At sigma 0.4 the mean gap is 1.083 times the median, and one gap of a hundred is 2.5 times as long.
const standard: ModelProfile = { timeToFirstTokenMs: 400, gapMedianMs: 15.4, gapSigma: 0.4 }; // 60 tokens/s
const builtIn: Readonly<Record<string, ModelProfile>> = {
  'sim-standard': standard,
  'sim-fast': { timeToFirstTokenMs: 150, gapMedianMs: 6.15, gapSigma: 0.4 }, // 150 tokens/s
  'sim-slow': { timeToFirstTokenMs: 1500, gapMedianMs: 76.9, gapSigma: 0.4 }, // 12 tokens/s
  // Pages of text at 50 tokens/s: for load, and for whoever needs time to pull the plug.
  'sim-long': { timeToFirstTokenMs: 400, gapMedianMs: 18.5, gapSigma: 0.4, completionTokens: [1_200, 2_000] },
  // Thinks for 3 s at 80 tokens/s before it answers.
  'sim-reasoning': { timeToFirstTokenMs: 800, gapMedianMs: 11.5, gapSigma: 0.4, reasoningTokens: 240 },
};
/** What a profile has that does not say otherwise: no part in the times. */
const plain = { prefillMsPerToken: 0, burstTokens: 1, pauseEveryTokens: 0, pauseMs: 0, reasoningTokens: 0 } as const;

/** The times of a built-in profile, by the name that requests use: `fast` is `sim-fast`. */
export const latencyNamed = (name: LatencyName): Latency => {
  const { reasoningTokens: _, ...none } = plain;
  const { timeToFirstTokenMs, gapMedianMs, gapSigma } = builtIn[`sim-${name}`] ?? standard;
  return { ...none, timeToFirstTokenMs, gapMedianMs, gapSigma };
};

/** Every model id with its whole profile, the default first. A Map, since an object would also find `constructor`. */
export type Profiles = ReadonlyMap<string, Required<ModelProfile>>;

/** The profiles that the options ask for; fails with `invalid_options`. */
export const profilesOf = (options: PlanOptions): Profiles => {
  const completionTokens = options.completionTokens ?? COMPLETION_TOKENS;
  const own = options.profiles ?? {};
  const ids = new Set([...Object.keys(builtIn), ...Object.keys(own)]);
  const profiles = new Map<string, Required<ModelProfile>>();
  for (const id of ids) {
    const profile = { ...plain, completionTokens, ...(builtIn[id] ?? standard), ...own[id] };
    check(id, profile);
    profiles.set(id, profile);
  }
  return profiles;
};

const check = (id: string, profile: Required<ModelProfile>): void => {
  const require = (field: string, holds: boolean, rule: string) => {
    if (!holds) throw new LanguageModelError('invalid_options', { field, rule });
  };
  require('profiles', id.startsWith('sim-'), 'keyed by model ids that start with "sim-"');
  for (const field of ['timeToFirstTokenMs', 'gapMedianMs', 'gapSigma'] as const) {
    const value = profile[field];
    require(`profiles["${id}"].${field}`, Number.isFinite(value) && value >= 0, 'a number from 0');
  }
  for (const field of ['prefillMsPerToken', 'pauseMs'] as const) {
    require(`profiles["${id}"].${field}`, Number.isFinite(profile[field]) && profile[field] >= 0, 'a number from 0');
  }
  for (const [field, least] of [
    ['burstTokens', 1],
    ['pauseEveryTokens', 0],
    ['reasoningTokens', 0],
  ] as const) {
    const value = profile[field];
    require(`profiles["${id}"].${field}`, Number.isSafeInteger(value) &&
      value >= least, `a whole number from ${least}`);
  }
  const [min, max] = profile.completionTokens;
  const inOrder = Number.isSafeInteger(min) && Number.isSafeInteger(max) && 1 <= min && min <= max;
  require('completionTokens', inOrder, 'two whole numbers from 1, the smaller first');
};

/** Fails with `invalid_options` on a load that makes no sense. */
export const checkLoad = ({ maxConcurrent, maxQueued = 0, slowdown = 0, retryAfterMs = 0 }: LoadOptions): void => {
  const require = (field: string, holds: boolean, rule: string) => {
    if (!holds) throw new LanguageModelError('invalid_options', { field: `load.${field}`, rule });
  };
  require('maxConcurrent', Number.isSafeInteger(maxConcurrent) && maxConcurrent >= 1, 'a whole number from 1');
  require('maxQueued', Number.isSafeInteger(maxQueued) && maxQueued >= 0, 'a whole number from 0');
  require('slowdown', Number.isFinite(slowdown) && slowdown >= 0, 'a number from 0');
  require('retryAfterMs', Number.isFinite(retryAfterMs) && retryAfterMs >= 0, 'a number from 0');
};
