import type { GenerationRequest, LanguageModel } from './language-model';
import { OpenAiCompatibleModel } from './openai-compatible/openai-compatible-model';
import { SimulatedLanguageModel } from './simulated/simulated-language-model';

const messages = [{ role: 'user', content: 'Hello' }] as const;
const tools = [{ name: 'f' }, { name: 'g' }];
const simulated = new SimulatedLanguageModel();
const real = new OpenAiCompatibleModel({ baseUrl: 'http://127.0.0.1:9/v1', models: ['m'] });

const failureOf = async (model: LanguageModel, request: GenerationRequest) => {
  try {
    for await (const _ of model.generate(request, new AbortController().signal)) break;
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('The check of a request', () => {
  it.each<[string, LanguageModel, Partial<GenerationRequest>]>([
    ['unknown_model', simulated, { model: 'x' }],
    ['unknown_model', real, { model: 'x' }],
    ['maxTokens', simulated, { maxTokens: 0 }],
    ['maxTokens', real, { maxTokens: 0 }],
    ['simulate.tokens', simulated, { simulate: { tokens: -1 } }],
    ['responseFormat', simulated, { responseFormat: { type: 'json_schema', name: 's' } }],
    ['toolChoice', simulated, { toolChoice: 'required', tools }],
    ['toolChoice', simulated, { toolChoice: { name: 'f' }, tools, simulate: { toolCalls: [{ name: 'g' }] } }],
  ])('says %s, as the generation would', async (what, model, wrong) => {
    const request = { messages, ...wrong };
    const failure = model.check?.(request);
    expect(await failureOf(model, request)).toEqual(failure);
    expect([failure?.code, (failure?.facts as { field?: string }).field]).toContain(what);
  });

  it.each<[LanguageModel, Partial<GenerationRequest>]>([
    [simulated, {}],
    [simulated, { responseFormat: { type: 'json_object' } }],
    [simulated, { toolChoice: 'none', tools, temperature: 1, topP: 0.5, parallelToolCalls: true }],
    [simulated, { toolChoice: 'required', tools, simulate: { toolCalls: [{ name: 'g' }] } }],
    [simulated, { toolChoice: { name: 'g' }, tools, simulate: { toolCalls: [{ name: 'g' }] } }],
    [real, { responseFormat: { type: 'json_schema', name: 's' }, toolChoice: 'required', tools }],
  ])('finds nothing wrong', (model, right) => {
    expect(model.check?.({ messages, ...right })).toBeUndefined();
  });
});
