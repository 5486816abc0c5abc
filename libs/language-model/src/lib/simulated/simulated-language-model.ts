import { systemClock } from '../clock';
import type { AnyGenerationPart, GenerationPart } from '../generation.part';
import type { GenerationRequest, LanguageModel } from '../language-model';
import type { LanguageModelError } from '../language-model.error';
import { failureOfRequest } from '../request.validation';
import { HealingLedger, type PlannedFault } from './fault.plan';
import { unrollPlan, type UnrolledPlan } from './generation.plan';
import { playGeneration, type Stage } from './generation.player';
import { LoadGate } from './load.gate';
import { checkLoad, profilesOf } from './plan.options';
import { disorderParts } from './parts.disorder';
import { castRequest } from './request.cast';
import { hash32 } from './seeded.random';
import type { SimulatedLanguageModelOptions } from './simulated-language-model.options';
import { countTokens } from './vocabulary';

type Generation<Part> = AsyncGenerator<Part, void, undefined>;

/**
 * A model that needs no network: real tokens of the vocabulary o200k_base, made-up text, plausible timing, all decided by the
 * request, and every failure of a real one on demand (`simulate` of the request). Without `load` it holds nothing between
 * generations but the count of faults that heal, so any number may run at once.
 *
 * The constructor fails with `invalid_options`.
 */
export class SimulatedLanguageModel implements LanguageModel {
  readonly models: readonly string[];
  private readonly stage: Stage;
  private readonly healing = new HealingLedger();

  constructor(private readonly options: SimulatedLanguageModelOptions = {}) {
    this.models = [...profilesOf(options).keys()];
    const { clock = systemClock, load, epochMs = Date.now } = options;
    if (load) checkLoad(load);
    this.stage = { clock, gate: load && new LoadGate(load), epochMs };
  }

  /** Generations that run and that wait for a place, where the model has a `load`; else undefined. */
  get occupancy(): { running: number; queued: number } | undefined {
    return this.stage.gate?.occupancy;
  }

  /** Plays `planGeneration(request, options)`. Fails with `unknown_model` or `invalid_request`, both before the first part. */
  generate(request: GenerationRequest & { parts: 'all' }, signal: AbortSignal): Generation<AnyGenerationPart>;
  generate(request: GenerationRequest, signal: AbortSignal): Generation<GenerationPart>;
  generate(request: GenerationRequest, signal: AbortSignal): Generation<AnyGenerationPart> {
    const play = (makePlan: () => UnrolledPlan) => playGeneration(makePlan, request, this.stage, signal);
    if (request.simulate === undefined) return play(() => unrollPlan(request, this.options));
    return this.playFaults(request, play);
  }

  check(request: GenerationRequest): LanguageModelError<'unknown_model' | 'invalid_request'> | undefined {
    return failureOfRequest(() => castRequest(request, this.options));
  }

  countTokens(text: string): number {
    return countTokens(text);
  }

  private async *playFaults(
    request: GenerationRequest,
    play: (makePlan: () => UnrolledPlan) => Generation<AnyGenerationPart>,
  ): Generation<AnyGenerationPart> {
    const plan = unrollPlan(request, this.options);
    const { messages, simulate } = request;
    const name = hash32(JSON.stringify([plan.model, plan.seed, messages, simulate])).toString(36);
    const faults = this.healing.strike(plan.faults ?? [], name);
    const isDisorder = ({ fault: { kind } }: PlannedFault) => kind === 'duplicate' || kind === 'reorder';
    const parts = play(() => ({ ...plan, faults: faults.filter((planned) => !isDisorder(planned)) }));
    const disorder = faults.filter(isDisorder);
    yield* disorder.length > 0 ? disorderParts(parts, disorder) : parts;
  }
}
