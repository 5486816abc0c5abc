import { LLMock } from '@copilotkit/aimock';
import { collectParts } from '../collect.parts';
import { OpenAiCompatibleModel } from './openai-compatible-model';

const never = () => new AbortController().signal;
const ask = (content: string) => [{ role: 'user', content }] as const;

/** A server that nobody here wrote: what it streams is not what these specs would like it to be. */
describe('A generation of aimock', () => {
  const mock = new LLMock({ port: 0, chunkSize: 3 });
  let model: OpenAiCompatibleModel;

  beforeAll(async () => {
    mock.onMessage('story', { content: 'Once upon a time 🚢 there was a tape.' });
    mock.onMessage('think', { content: 'Four.', reasoning: 'Two and two.' });
    mock.onMessage('weather', { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Zürich"}' }] });
    mock.onMessage('cut', { content: 'This will never be whole.' }, { truncateAfterChunks: 3 });
    const url = await mock.start();
    model = new OpenAiCompatibleModel({ baseUrl: `${url}/v1`, models: ['m'], maxRetries: 1, backoffMs: 0 });
  });
  afterAll(() => mock.stop());

  it('is a text with its usage', async () => {
    const { text, finish } = await collectParts(model.generate({ messages: ask('a story') }, never()));
    expect(text).toBe('Once upon a time 🚢 there was a tape.');
    expect(finish).toMatchObject({ finishReason: 'stop', usage: { completionTokens: expect.any(Number) as number } });
  });

  it('has reasoning before the answer', async () => {
    const { parts, text } = await collectParts(model.generate({ messages: ask('think'), parts: 'all' }, never()));
    const thought = parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
    expect([thought, text]).toEqual(['Two and two.', 'Four.']);
  });

  it('asks for a call', async () => {
    const { parts, finish } = await collectParts(model.generate({ messages: ask('weather'), parts: 'all' }, never()));
    const calls = parts.flatMap((part) => (part.type === 'tool_call' ? [part] : []));
    expect(calls.map((call) => call.arguments).join('')).toBe('{"city":"Zürich"}');
    expect([calls[0]?.name, finish?.finishReason]).toEqual(['get_weather', 'tool_calls']);
  });

  it('fails when it is cut in the middle', async () => {
    const reading = collectParts(model.generate({ messages: ask('cut') }, never()));
    await expect(reading).rejects.toMatchObject({
      code: expect.stringMatching(/connection_lost|ended_early/) as string,
    });
  });

  it('is asked for again after an error', async () => {
    mock.nextRequestError(503, { message: 'busy', type: 'server_error' });
    const { text } = await collectParts(model.generate({ messages: ask('a story') }, never()));
    expect(text).toMatch(/^Once/);
  });
});
