import type { GenerationRequest } from './language-model';
import { validateRequest } from './request.validation';

const messages = [{ role: 'user', content: 'Hello' }] as const;

describe('The validation of a request', () => {
  it.each<[string, Partial<GenerationRequest>]>([
    ['messages', { messages: [] }],
    ['maxTokens', { maxTokens: 0 }],
    ['maxTokens', { maxTokens: -5 }],
    ['maxTokens', { maxTokens: 1.5 }],
    ['maxTokens', { maxTokens: NaN }],
    ['seed', { seed: 0.5 }],
    ['seed', { seed: 2 ** 53 }],
    ['gatherMs', { gatherMs: -1 }],
    ['gatherMs', { gatherMs: Infinity }],
    ['stop', { stop: ['END', ''] }],
    ['stop', { stop: ['\uD83D'] }],
    ['temperature', { temperature: -0.1 }],
    ['temperature', { temperature: NaN }],
    ['topP', { topP: 1.1 }],
    ['topP', { topP: NaN }],
    ['toolChoice', { toolChoice: 'required' }],
    ['toolChoice', { toolChoice: 'required', tools: [] }],
    ['toolChoice', { toolChoice: { name: 'g' }, tools: [{ name: 'f' }] }],
    ['responseFormat', { responseFormat: { type: 'json_schema' } }],
  ])('refuses %s of %j', (field, wrong) => {
    expect(() => validateRequest({ messages, ...wrong })).toThrow(
      expect.objectContaining({ code: 'invalid_request', facts: expect.objectContaining({ field }) }),
    );
  });

  it.each<Partial<GenerationRequest>>([
    {},
    { messages: [{ role: 'user', content: '' }] },
    { maxTokens: 1 },
    { seed: -1 },
    { gatherMs: 0.5 },
    { seed: 0, stop: [] },
    { stop: ['🚢', '\n'] },
    { temperature: 0, topP: 1, parallelToolCalls: false },
    { toolChoice: 'none' },
    { toolChoice: { name: 'f' }, tools: [{ name: 'f' }] },
    { responseFormat: { type: 'json_object' } },
    { responseFormat: { type: 'json_schema', name: 'f' } },
  ])('takes %j', (right) => {
    expect(() => validateRequest({ messages, ...right })).not.toThrow();
  });
});
