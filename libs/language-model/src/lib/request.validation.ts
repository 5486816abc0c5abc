import type { GenerationRequest } from './language-model';
import { LanguageModelError } from './language-model.error';

/** A surrogate without its other half: it is no character and has no UTF-8. */
const halfPair = /\p{Surrogate}/u;

/** Fails with `invalid_request` on the first field that is out of the range that GenerationRequest states. */
export const validateRequest = (request: GenerationRequest): void => {
  const { messages, maxTokens, seed, stop = [], gatherMs = 0, parts = 'text' } = request;
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
};
