export type {
  ChatMessage,
  GenerationRequest,
  LanguageModel,
  ResponseFormat,
  ToolCall,
  ToolChoice,
  ToolDefinition,
  Usage,
} from './lib/language-model';
export type {
  AnyGenerationPart,
  FinishDetails,
  FinishPart,
  GenerationPart,
  ReasoningPart,
  RefusalPart,
  TextPart,
  ToolCallPart,
} from './lib/generation.part';
export {
  LanguageModelError,
  type LanguageModelErrorCode,
  type LanguageModelErrorFacts,
  type ProviderErrorCode,
  type ProviderFailure,
} from './lib/language-model.error';
export { systemClock, type Clock } from './lib/clock';
export { SimulatedLanguageModel } from './lib/simulated/simulated-language-model';
export { validateSimulate, type SimulateProblem } from './lib/simulated/simulate.validation';
export type {
  FaultStatus,
  Latency,
  LatencyName,
  RetryAfterForm,
  SimulatedFault,
  SimulatedText,
  SimulatedToolCall,
  SimulateOptions,
} from './lib/simulated/simulate.options';
export type {
  LoadOptions,
  ModelProfile,
  PlanOptions,
  SimulatedLanguageModelOptions,
} from './lib/simulated/simulated-language-model.options';
export { planGeneration, type GenerationPlan } from './lib/simulated/generation.plan';
export { OpenAiCompatibleModel } from './lib/openai-compatible/openai-compatible-model';
export type { OpenAiCompatibleOptions } from './lib/openai-compatible/openai-compatible.options';
