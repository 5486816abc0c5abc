import type { GenerationRequest } from './language-model';
import { LanguageModelError } from './language-model.error';

/** A surrogate without its other half: it is no character and has no UTF-8. */
const halfPair = /\p{Surrogate}/u;

/** Fails with `invalid_request` on the first field that is out of the range that GenerationRequest states. */
export const validateRequest = (request: GenerationRequest): void => {
  const { messages, maxTokens, seed, stop = [], gatherMs = 0, parts = 'text', temperature = 0, topP = 0 } = request;
  const require = (field: string, holds: boolean, rule: string) => {
    if (!holds) throw new LanguageModelError('invalid_request', { field, rule });
  };
  require('messages', messages.length > 0, 'at least one message');
  require('maxTokens', maxTokens === undefined ||
    (Number.isSafeInteger(maxTokens) && maxTokens >= 1), 'a whole number from 1');
  require('seed', seed === undefined || Number.isSafeInteger(seed), 'a safe integer');
  require('gatherMs', Number.isFinite(gatherMs) && gatherMs >= 0, 'a number from 0');
  require('stop', stop.every((text) => text !== '' && !halfPair.test(text)), 'texts of at least one whole character');
  require('parts', parts === 'text' || parts === 'all', '"text" or "all"');
  require('temperature', Number.isFinite(temperature) && temperature >= 0, 'a number from 0');
  require('topP', topP >= 0 && topP <= 1, 'a number from 0 to 1');
  const { toolChoice = 'auto', tools = [], responseFormat } = request;
  const isThere =
    typeof toolChoice === 'object' ? tools.some(({ name }) => name === toolChoice.name) : tools.length > 0;
  require('toolChoice', toolChoice === 'auto' || toolChoice === 'none' || isThere, 'of the tools that are given');
  require('responseFormat', responseFormat?.type !== 'json_schema' ||
    Boolean(responseFormat.name), 'a schema with a name');
};

/** What `validate` throws. Anything else that it throws is a fault here, and thrown on. */
export const failureOfRequest = (
  validate: () => void,
): LanguageModelError<'unknown_model' | 'invalid_request'> | undefined => {
  try {
    validate();
    return undefined;
  } catch (error) {
    if (error instanceof LanguageModelError && error.code !== 'invalid_options') return error;
    throw error;
  }
};
