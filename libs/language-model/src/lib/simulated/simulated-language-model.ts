import { systemClock, type Clock } from '../clock';
import type { GenerationPart, GenerationRequest, LanguageModel } from '../language-model';
import { unrollPlan } from './generation.plan';
import { playGeneration } from './generation.player';
import { profilesOf } from './plan.options';
import type { SimulatedLanguageModelOptions } from './simulated-language-model.options';
import { countTokens } from './vocabulary';

/**
 * A model that needs no network: real tokens of the vocabulary o200k_base, made-up prose, plausible timing, all decided by
 * the request. Holds nothing between generations, so any number may run at once.
 *
 * The constructor fails with `invalid_options`.
 */
export class SimulatedLanguageModel implements LanguageModel {
  readonly models: readonly string[];
  private readonly clock: Clock;

  constructor(private readonly options: SimulatedLanguageModelOptions = {}) {
    this.models = [...profilesOf(options).keys()];
    this.clock = options.clock ?? systemClock;
  }

  /** Plays `planGeneration(request, options)`. Fails with `unknown_model` or `invalid_request`, both before the first part. */
  generate(request: GenerationRequest, signal: AbortSignal): AsyncGenerator<GenerationPart, void, undefined> {
    return playGeneration(() => unrollPlan(request, this.options), request, this.clock, signal);
  }

  countTokens(text: string): number {
    return countTokens(text);
  }
}
