import type { Clock } from '../clock';
import { LanguageModelError } from '../language-model.error';
import type { OpenAiCompatibleOptions } from './openai-compatible.options';

/** The options with all defaults. */
export type WholeOptions = Required<OpenAiCompatibleOptions>;

/** OpenAI's rule of thumb for English: a token is four characters. Bytes, so that other scripts are not counted too low. */
const BYTES_PER_TOKEN = 4;
const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);

export const withDefaults = (options: OpenAiCompatibleOptions, clock: Clock): WholeOptions => ({
  apiKey: 'none',
  maxRetries: 2,
  maxRetryWaitMs: 60_000,
  backoffMs: 500,
  responseTimeoutMs: 120_000,
  idleTimeoutMs: 60_000,
  maxTokensField: new URL(options.baseUrl).hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens',
  countTokens: estimateTokens,
  headers: {},
  clock,
  random: Math.random,
  epochMs: Date.now,
  ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  baseUrl: options.baseUrl,
  models: options.models,
});

/** Fails with `invalid_options` on the first that is out of its range. */
export const checkOptions = (options: OpenAiCompatibleOptions): void => {
  const require = (field: string, holds: boolean, rule: string) => {
    if (!holds) throw new LanguageModelError('invalid_options', { field, rule });
  };
  const { baseUrl, models, maxRetries = 0 } = options;
  require('baseUrl', /^https?:$/.test(URL.canParse(baseUrl) ? new URL(baseUrl).protocol : ''), 'an http or https URL');
  require('models', models.length > 0 && !models.includes(''), 'at least one name');
  require('maxRetries', Number.isSafeInteger(maxRetries) && maxRetries >= 0, 'a whole number from 0');
  for (const [field, least] of [
    ['maxRetryWaitMs', 0],
    ['backoffMs', 0],
    ['responseTimeoutMs', 1],
    ['idleTimeoutMs', 1],
  ] as const) {
    const value = options[field] ?? least;
    require(field, Number.isFinite(value) && value >= least, `a number from ${least}`);
  }
};
