import { OpenAiCompatibleModel, SimulatedLanguageModel, type LanguageModel } from '@tickertape/language-model';

/** Injection token of the `LanguageModel` that generates. */
export const LANGUAGE_MODEL = Symbol('LanguageModel');

/** Where a provider that speaks OpenAI's chat completions is, and what it is asked for. */
export interface ModelProvider {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly models: readonly string[];
  /** The field that a limit of tokens is sent in. Default: what the provider's address lets expect. */
  readonly maxTokensField?: 'max_tokens' | 'max_completion_tokens';
}

/**
 * The models that are served: those of the provider first, if there is one. The simulated ones (`sim-*`) stand beside them
 * where simulation is on, and are all there is without a provider.
 */
export function createModel(provider: ModelProvider | undefined, simulate: boolean): LanguageModel {
  const simulated = new SimulatedLanguageModel();
  if (!provider) return simulated;
  const real = new OpenAiCompatibleModel(provider);
  return simulate ? joinModels([real, simulated]) : real;
}

/** Several models behind one port; each request goes to the one that serves what it names. */
function joinModels(members: readonly [LanguageModel, ...LanguageModel[]]): LanguageModel {
  const [first] = members;
  const find = (model: string | undefined): LanguageModel =>
    members.find(({ models }) => model !== undefined && models.includes(model)) ?? first;
  return {
    models: members.flatMap(({ models }) => models),
    countTokens: (text) => first.countTokens(text),
    check: (request) => find(request.model).check?.(request),
    generate: ((request: Parameters<LanguageModel['generate']>[0], signal: AbortSignal) =>
      find(request.model).generate(request, signal)) as LanguageModel['generate'],
  };
}
