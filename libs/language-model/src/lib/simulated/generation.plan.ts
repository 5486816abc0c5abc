import type { GenerationRequest } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import { profilesOf } from './plan.options';
import { writeProse } from './prose.writer';
import { validateRequest } from './request.validation';
import { hash32, seededRandom, wholeNumber } from './seeded.random';
import type { PlanOptions } from './simulated-language-model.options';
import { planTiming } from './timing.plan';
import { countTokens, tokensOf } from './vocabulary';

/** All that will happen in a generation if nobody stops it. */
export interface GenerationPlan {
  /** The model id that it is a plan for. */
  model: string;
  /** The seed of the request, or the one made from its messages. A request with this seed gives the same plan. */
  seed: number;
  /** Tokens of all messages; the simulated model adds none for their frames. */
  promptTokens: number;
  /** The o200k_base tokens to produce, in order, those included that a stop string of the request will cut off. */
  tokens: readonly number[];
  /** When each token is due: milliseconds after the start, with fractions, never decreasing. As long as `tokens`. */
  timing: readonly number[];
  /** How it ends after the last token. */
  finishReason: 'stop' | 'length';
}

/**
 * Plans a generation of the simulated model: the same request and options always give the same plan. The model changes
 * only the timing, and `maxTokens` only where the tokens end. A pure function, made at once: about 1 ms for 1,000 tokens.
 *
 * Fails with `unknown_model`, `invalid_request` or `invalid_options`.
 */
export const planGeneration = (request: GenerationRequest, options: PlanOptions = {}): GenerationPlan => {
  validateRequest(request);
  const profiles = profilesOf(options);
  const models = [...profiles.keys()];
  const model = request.model ?? (models[0] as string);
  const profile = profiles.get(model);
  if (!profile) throw new LanguageModelError('unknown_model', { model, models });

  const seed = request.seed ?? hash32(JSON.stringify(request.messages.map(({ role, content }) => [role, content])));
  const targetTokens = wholeNumber(seededRandom('length', seed), ...profile.completionTokens);
  const { tokens, finishReason } = planTokens(request, seed, targetTokens);
  return {
    model,
    seed,
    promptTokens: request.messages.reduce((sum, { content }) => sum + countTokens(content), 0),
    tokens,
    timing: planTiming(tokens.length, profile, seededRandom('timing', seed)),
    finishReason,
  };
};

const planTokens = (
  { messages, maxTokens = Infinity }: GenerationRequest,
  seed: number,
  targetTokens: number,
): Pick<GenerationPlan, 'tokens' | 'finishReason'> => {
  const tokens: number[] = [];
  for (const sentence of writeProse(messages, seededRandom('prose', seed))) {
    const whole = tokensOf(sentence);
    // The last sentence has no paragraph break after it, and ".\n\n" is one token: so it is known as the last before it
    // is added, and a text that `maxTokens` cuts is still the beginning of the whole one.
    const asLast = tokens.length + whole.length >= targetTokens ? tokensOf(sentence.trimEnd()) : [];
    const isLast = asLast.length > 0 && tokens.length + asLast.length >= targetTokens;
    tokens.push(...(isLast ? asLast : whole));
    if (isLast && tokens.length <= maxTokens) return { tokens, finishReason: 'stop' };
    if (tokens.length >= maxTokens) break;
  }
  return { tokens: tokens.slice(0, maxTokens), finishReason: 'length' };
};
