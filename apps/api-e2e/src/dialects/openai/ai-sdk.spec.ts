import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { startApi, type Api } from '../../support/api.process';
import { SIMULATED } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: SIMULATED });
});
afterAll(() => api[Symbol.asyncDispose]());

/** A model of the API by the provider of the AI SDK for compatible servers. */
function modelOf(simulate: object) {
  const provider = createOpenAICompatible({
    name: 'tickertape',
    baseURL: `${api.url}/v1`,
    includeUsage: true,
    transformRequestBody: (body: Record<string, unknown>) => ({ ...body, simulate }),
  });
  return provider('sim-fast');
}

const errors: unknown[] = [];
const request = (simulate: object) => ({
  model: modelOf(simulate),
  prompt: 'Tell me about 雪',
  maxRetries: 0,
  onError: ({ error }: { error: unknown }) => void errors.push(error),
});

it('streams text, reasoning and usage', async () => {
  const result = streamText(request({ tokens: 12, reasoningTokens: 5 }));
  let text = '';
  for await (const piece of result.textStream) text += piece;
  expect(text).not.toBe('');
  expect(await result.text).toBe(text);
  expect(await result.reasoningText).not.toBe('');
  expect(await result.finishReason).toBe('stop');
  expect(await result.usage).toMatchObject({ outputTokens: 17, reasoningTokens: 5 });
});

it('answers without a stream', async () => {
  const { text, finishReason, usage } = await generateText(request({ tokens: 12 }));
  expect(text).not.toBe('');
  expect({ finishReason, outputTokens: usage.outputTokens }).toEqual({ finishReason: 'stop', outputTokens: 12 });
});

it('calls tools', async () => {
  const lookUp = tool({ inputSchema: jsonSchema<{ word: string }>({ type: 'object' }) });
  const simulate = { toolCalls: [{ name: 'look_up', arguments: { word: '雪' } }] };
  const result = streamText({ ...request(simulate), tools: { look_up: lookUp } });
  expect(await result.toolCalls).toMatchObject([{ toolName: 'look_up', input: { word: '雪' } }]);
  expect(await result.finishReason).toBe('tool-calls');
});

it('is told of an error in the middle of a stream', async () => {
  const result = streamText(request({ tokens: 20, faults: [{ kind: 'error', atToken: 8 }] }));
  await result.consumeStream({ onError: () => undefined });
  expect(await result.finishReason).toBe('error');
  expect(errors.length).toBeGreaterThan(0);
});
