import { LanguageModelError } from '../language-model.error';
import type { ModelProfile, PlanOptions } from './simulated-language-model.options';

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
    const profile = { completionTokens, ...(builtIn[id] ?? standard), ...own[id] };
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
  const [min, max] = profile.completionTokens;
  const inOrder = Number.isSafeInteger(min) && Number.isSafeInteger(max) && 1 <= min && min <= max;
  require('completionTokens', inOrder, 'two whole numbers from 1, the smaller first');
};
