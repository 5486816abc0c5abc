import fc from 'fast-check';
import type { GenerationRequest } from '../language-model';
import { planGeneration } from './generation.plan';
import { contentOf, countTokens } from './vocabulary';

const messages = [{ role: 'user', content: 'Why do streams beat polling?' }] as const;
const requests: fc.Arbitrary<GenerationRequest> = fc.record(
  {
    messages: fc.array(
      fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: fc.string({ unit: 'grapheme' }) }),
      { minLength: 1, maxLength: 3 },
    ),
    model: fc.constantFrom('sim-standard', 'sim-fast', 'sim-slow'),
    seed: fc.maxSafeInteger(),
    maxTokens: fc.integer({ min: 1, max: 300 }),
  },
  { requiredKeys: ['messages'] },
);
const textOf = (tokens: readonly number[]) =>
  Buffer.concat(
    tokens.map((token) => {
      const content = contentOf(token);
      return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    }),
  ).toString();

describe('The plan of a generation', () => {
  it('is the same for the same request', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(planGeneration(structuredClone(request))).toEqual(planGeneration(request));
      }),
    );
  });

  it('is the same when the seed that was made from the messages is given', () => {
    fc.assert(
      fc.property(requests, ({ seed: _, ...request }) => {
        const plan = planGeneration(request);
        expect(planGeneration({ ...request, seed: plan.seed })).toEqual(plan);
      }),
    );
  });

  it('is another for another seed, and for other messages', () => {
    const plans = [
      planGeneration({ messages }),
      planGeneration({ messages, seed: 1 }),
      planGeneration({ messages, seed: 2 }),
      planGeneration({ messages: [{ role: 'user', content: 'Why do streams beat polling' }] }),
    ];
    expect(new Set(plans.map(({ tokens }) => tokens.join())).size).toBe(4);
    expect(new Set(plans.map(({ timing }) => timing[9])).size).toBe(4);
  });

  it('has the same tokens for every model, in another time', () => {
    const [standard, slow] = ['sim-standard', 'sim-slow'].map((model) => planGeneration({ messages, model }));
    expect(slow?.tokens).toEqual(standard?.tokens);
    expect(slow?.timing).not.toEqual(standard?.timing);
  });

  it('is cut by maxTokens, and is the same up to there', () => {
    fc.assert(
      fc.property(requests, ({ maxTokens = 1, ...request }) => {
        const whole = planGeneration(request);
        const cut = planGeneration({ ...request, maxTokens });
        expect(whole.finishReason).toBe('stop');
        expect(cut.tokens).toEqual(whole.tokens.slice(0, maxTokens));
        expect(cut.timing).toEqual(whole.timing.slice(0, maxTokens));
        expect(cut.finishReason).toBe(whole.tokens.length <= maxTokens ? 'stop' : 'length');
      }),
    );
  });

  it('does not change when maxTokens is beyond its own end', () => {
    const whole = planGeneration({ messages });
    expect(planGeneration({ messages, maxTokens: whole.tokens.length })).toEqual(whole);
    expect(planGeneration({ messages, maxTokens: 100_000 })).toEqual(whole);
  });

  it('is as long as asked and ends with a sentence', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { tokens } = planGeneration({ messages, seed });
      expect(tokens.length).toBeGreaterThanOrEqual(120);
      expect(tokens.length).toBeLessThanOrEqual(250 + 30);
      expect(textOf(tokens)).toMatch(/([.!?]|[.!?]” ?| \S+)$/u);
      expect(textOf(tokens)).toMatch(/\S$/u);
    }
  });

  it('has exactly as many tokens as asked where both limits say so', () => {
    const plan = planGeneration({ messages, maxTokens: 5000 }, { completionTokens: [5000, 5000] });
    expect([plan.tokens.length, plan.timing.length]).toEqual([5000, 5000]);
    expect(planGeneration({ messages }, { completionTokens: [1, 1] }).tokens.length).toBeGreaterThanOrEqual(1);
  });

  it('has the tokens that its text has', () => {
    fc.assert(
      fc.property(requests, ({ maxTokens: _, ...request }) => {
        const { tokens } = planGeneration(request);
        expect(countTokens(textOf(tokens))).toBe(tokens.length);
      }),
    );
  });

  it('spreads some characters over several tokens', () => {
    const { tokens } = planGeneration({ messages }, { completionTokens: [1000, 1000] });
    expect(tokens.filter((token) => typeof contentOf(token) !== 'string').length).toBeGreaterThan(4);
  });

  it('counts the tokens of all messages', () => {
    const twice = [...messages, { role: 'assistant', content: 'hello world' }] as const;
    expect(planGeneration({ messages: twice }).promptTokens).toBe(planGeneration({ messages }).promptTokens + 2);
  });

  it.each(['gpt-4o', '', 'constructor', '__proto__'])('refuses the model %j and names those it has', (model) => {
    expect(() => planGeneration({ messages, model })).toThrow(
      expect.objectContaining({
        code: 'unknown_model',
        facts: { model, models: ['sim-standard', 'sim-fast', 'sim-slow', 'sim-long', 'sim-reasoning'] },
        usage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 },
      }),
    );
  });
});
