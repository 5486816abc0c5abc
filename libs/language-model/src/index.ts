export type { ChatMessage, GenerationPart, GenerationRequest, LanguageModel, Usage } from './lib/language-model';
export {
  LanguageModelError,
  type LanguageModelErrorCode,
  type LanguageModelErrorFacts,
} from './lib/language-model.error';
export { systemClock, type Clock } from './lib/clock';
export { SimulatedLanguageModel } from './lib/simulated/simulated-language-model';
export type {
  ModelProfile,
  PlanOptions,
  SimulatedLanguageModelOptions,
} from './lib/simulated/simulated-language-model.options';
export { planGeneration, type GenerationPlan } from './lib/simulated/generation.plan';
