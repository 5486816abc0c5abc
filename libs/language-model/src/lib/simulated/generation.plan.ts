import type { GenerationRequest } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import { castRequest } from './request.cast';
import { planFaults, type PlannedFault } from './fault.plan';
import { limitTokens, planScript, type PlanEnd } from './generation.script';
import { latencyNamed } from './plan.options';
import { writeProse } from './prose.writer';
import { hash32, seededRandom, wholeNumber } from './seeded.random';
import type { SimulatedToolCall, SimulateOptions } from './simulate.options';
import type { ModelProfile, PlanOptions } from './simulated-language-model.options';
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
  finishReason: PlanEnd;
}

/** A plan that is made as it is played: a long text costs no pause at its start, and nothing when it is stopped. */
export interface UnrolledPlan extends Pick<GenerationPlan, 'model' | 'seed' | 'promptTokens'> {
  /** One token after the other, and between them the lanes that begin; at the end it returns how the generation ends. */
  tokens: Generator<number, PlanEnd>;
  /** When each of the tokens is due. */
  timing: Generator<number, never>;
  /** The calls that its lanes stand for. Default: none. */
  calls?: readonly SimulatedToolCall[];
  /** What goes wrong, by the token at which it does. Default: nothing. */
  faults?: readonly PlannedFault[];
  /** Tokens that are still produced after a cancellation. Default: 0. */
  tokensAfterCancel?: number;
}

/**
 * Plans a generation of the simulated model: the same request and options always give the same plan. The model changes
 * only the timing, and `maxTokens` only where the tokens end. A pure function, made at once: about 1 ms for 1,000 tokens.
 *
 * The tokens are those of all lanes, reasoning and calls included; faults do not change a plan. An endless text needs
 * `maxTokens`. Fails with `unknown_model`, `invalid_request` or `invalid_options`.
 */
export const planGeneration = (request: GenerationRequest, options: PlanOptions = {}): GenerationPlan => {
  if (request.simulate?.tokens === 'endless' && request.maxTokens === undefined) {
    throw new LanguageModelError('invalid_request', { field: 'maxTokens', rule: 'given for an endless text' });
  }
  const { model, seed, promptTokens, tokens: unrolled, timing: times } = unrollPlan(request, options);
  const tokens: number[] = [];
  const timing: number[] = [];
  for (;;) {
    const token = unrolled.next();
    if (token.done) return { model, seed, promptTokens, tokens, timing, finishReason: token.value };
    if (token.value < 0) continue;
    tokens.push(token.value);
    timing.push(times.next().value);
  }
};

/** As `planGeneration`, one token at a time. */
export const unrollPlan = (request: GenerationRequest, options: PlanOptions = {}): UnrolledPlan => {
  const { model, profile } = castRequest(request, options);
  const seed = request.seed ?? hash32(JSON.stringify(request.messages.map(({ role, content }) => [role, content])));
  const targetTokens = wholeNumber(seededRandom('length', seed), ...profile.completionTokens);
  const promptTokens = request.messages.reduce((sum, { content }) => sum + countTokens(content), 0);
  const { simulate, responseFormat } = request;
  const { reasoningTokens } = profile;
  return {
    model,
    seed,
    promptTokens,
    // The plain way has no lanes, and nothing that would slow it.
    tokens:
      simulate === undefined && responseFormat === undefined && reasoningTokens === 0
        ? planTokens(request, seed, targetTokens)
        : limitTokens(
            planScript(request, simulate ?? {}, seed, { targetTokens, reasoningTokens }),
            request.maxTokens ?? Infinity,
          ),
    timing: planTiming(latencyOf(profile, simulate), seededRandom('timing', seed), promptTokens),
    calls: simulate?.toolCalls,
    faults: simulate?.faults && planFaults(simulate.faults, seed),
    tokensAfterCancel: simulate?.tokensAfterCancel,
  };
};

const latencyOf = (profile: Required<ModelProfile>, { latency }: SimulateOptions = {}): ModelProfile =>
  typeof latency === 'string' ? latencyNamed(latency) : { ...profile, ...latency };

function* planTokens(
  { messages, maxTokens = Infinity }: GenerationRequest,
  seed: number,
  targetTokens: number,
): Generator<number, PlanEnd> {
  let count = 0;
  for (const sentence of writeProse(messages, seededRandom('prose', seed))) {
    const whole = tokensOf(sentence);
    // The last sentence has no paragraph break after it, and ".\n\n" is one token: so it is known as the last before it
    // is added, and a text that `maxTokens` cuts is still the beginning of the whole one.
    const asLast = count + whole.length >= targetTokens ? tokensOf(sentence.trimEnd()) : [];
    const isLast = asLast.length > 0 && count + asLast.length >= targetTokens;
    const next = isLast ? asLast : whole;
    yield* next.slice(0, maxTokens - count);
    count += next.length;
    if (isLast && count <= maxTokens) return 'stop';
    if (count >= maxTokens) break;
  }
  return 'length';
}
