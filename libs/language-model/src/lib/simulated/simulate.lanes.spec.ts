import { collectParts } from '../collect.parts';
import { VirtualClock } from '../virtual.clock';
import type { SimulateOptions } from './simulate.options';
import { SimulatedLanguageModel } from './simulated-language-model';

const messages = [{ role: 'user', content: 'What is the weather?' }] as const;
const run = (simulate: SimulateOptions | undefined, request: object = {}) => {
  const model = new SimulatedLanguageModel({ clock: new VirtualClock({ autoAdvance: true }) });
  return collectParts(model.generate({ messages, parts: 'all', ...request, simulate }, new AbortController().signal));
};
const types = (parts: { type: string }[]) =>
  parts.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);

describe('A generation of several kinds', () => {
  it('reasons before it answers, and counts that', async () => {
    const { parts, finish } = await run({ reasoningTokens: 30, tokens: 10 });
    expect(types(parts)).toEqual(['reasoning', 'text', 'finish']);
    const thought = parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? part.tokens : 0), 0);
    expect(thought).toBe(30);
    expect(finish).toMatchObject({ usage: { completionTokens: 40 }, details: { reasoningTokens: 30 } });
  });

  it('hides its reasoning from a reader of text, whose tokens add up all the same', async () => {
    const { parts, tokens, finish } = await run({ reasoningTokens: 30, tokens: 10 }, { parts: undefined });
    expect(types(parts)).toEqual(['text', 'finish']);
    expect(tokens).toBe(40);
    expect(finish?.usage.completionTokens).toBe(40);
  });

  it('reasons by itself as sim-reasoning', async () => {
    const { finish } = await run(undefined, { model: 'sim-reasoning' });
    expect(finish?.details).toEqual({ reasoningTokens: 240 });
  });

  it('streams the arguments of its calls in pieces, and waits for their results', async () => {
    const toolCalls = [
      { name: 'get_weather', arguments: { city: 'Zürich', days: 3 } },
      { name: 'broken', arguments: '{"a' },
      { name: 'now' },
    ];
    const { parts, finish } = await run({ toolCalls });
    const argumentsOf = (index: number) =>
      parts.map((part) => (part.type === 'tool_call' && part.index === index ? part.arguments : '')).join('');
    expect([0, 1, 2].map(argumentsOf)).toEqual(['{"city":"Zürich","days":3}', '{"a', '{}']);
    expect(parts[0]).toMatchObject({
      type: 'tool_call',
      index: 0,
      name: 'get_weather',
      tokens: expect.any(Number) as number,
    });
    expect(parts.filter((part) => part.type === 'tool_call' && part.index === 0).length).toBeGreaterThan(3);
    expect(new Set(parts.flatMap((part) => (part.type === 'tool_call' ? [part.id] : []))).size).toBe(3);
    expect(finish?.finishReason).toBe('tool_calls');
  });

  it('has a call without arguments too', async () => {
    const { parts } = await run({ toolCalls: [{ name: 'now', arguments: '' }] });
    expect(parts).toMatchObject([
      { type: 'tool_call', name: 'now', arguments: '', tokens: 0 },
      { finishReason: 'tool_calls' },
    ]);
  });

  it('says something before its calls when it is asked to, and hides them from a reader of text', async () => {
    const simulate: SimulateOptions = { toolCalls: [{ name: 'f' }], tokens: 5 };
    expect(types((await run(simulate)).parts)).toEqual(['text', 'tool_call', 'finish']);
    const plain = await run(simulate, { parts: 'text' });
    expect(types(plain.parts)).toEqual(['text', 'finish']);
    expect(plain.finish?.finishReason).toBe('stop');
  });

  it('refuses, in words of its own or in those given', async () => {
    expect(types((await run({ refusal: true })).parts)).toEqual(['refusal', 'finish']);
    const plain = await run({ refusal: 'I would rather not. 🙏' }, { parts: 'text' });
    expect([plain.text, types(plain.parts)]).toEqual(['I would rather not. 🙏', ['text', 'finish']]);
  });

  it('is ended by maxTokens in whatever it is', async () => {
    const simulate: SimulateOptions = {
      reasoningTokens: 10,
      tokens: 5,
      toolCalls: [{ name: 'f', arguments: { a: 1 } }],
    };
    for (const [maxTokens, kinds] of [
      [4, ['reasoning', 'finish']],
      [10, ['reasoning', 'finish']],
      [15, ['reasoning', 'text', 'finish']],
      [16, ['reasoning', 'text', 'tool_call', 'finish']],
    ] as const) {
      const { parts, finish } = await run(simulate, { maxTokens });
      expect(types(parts)).toEqual(kinds);
      expect(finish).toMatchObject({ finishReason: 'length', usage: { completionTokens: maxTokens } });
    }
  });

  it('refuses a simulate object that is wrong, with the field', async () => {
    await expect(run({ tokens: -1 })).rejects.toMatchObject({
      code: 'invalid_request',
      facts: { field: 'simulate.tokens' },
    });
  });
});
