import type { GenerationRequest } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import { validateRequest } from '../request.validation';
import { profilesOf } from './plan.options';
import { validateSimulate } from './simulate.validation';
import type { ModelProfile, PlanOptions } from './simulated-language-model.options';

/**
 * The model that plays a request. Fails with `unknown_model`, or with `invalid_request` for the first field that is out of its
 * range or that no simulated model keeps.
 */
export const castRequest = (
  request: GenerationRequest,
  options: PlanOptions,
): { model: string; profile: Required<ModelProfile> } => {
  validateRequest(request);
  const [problem] = request.simulate === undefined ? [] : validateSimulate(request.simulate);
  if (problem) {
    const field = problem.path === '' ? 'simulate' : `simulate.${problem.path}`;
    throw new LanguageModelError('invalid_request', { field, rule: problem.message.replace(/^has to be /, '') });
  }
  requireKept(request);
  const profiles = profilesOf(options);
  const models = [...profiles.keys()];
  const model = request.model ?? (models[0] as string);
  const profile = profiles.get(model);
  if (!profile) throw new LanguageModelError('unknown_model', { model, models });
  return { model, profile };
};

/** It calls what `simulate` says, and writes no JSON by a schema: it is not to look as if it did. */
const requireKept = ({ responseFormat, toolChoice = 'auto', simulate = {} }: GenerationRequest): void => {
  const require = (field: string, holds: boolean, rule: string) => {
    if (!holds) throw new LanguageModelError('invalid_request', { field, rule });
  };
  require('responseFormat', responseFormat?.type !== 'json_schema', 'text or json_object for a simulated model');
  if (toolChoice === 'auto' || toolChoice === 'none') return;
  const { toolCalls = [] } = simulate;
  const isKept =
    toolCalls.length > 0 && toolCalls.every(({ name }) => toolChoice === 'required' || name === toolChoice.name);
  require('toolChoice', isKept, '"auto" or "none" for a simulated model, or what it calls by simulate.toolCalls');
};
