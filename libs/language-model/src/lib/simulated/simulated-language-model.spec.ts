import { collectParts } from '../collect.parts';
import { LanguageModelError } from '../language-model.error';
import { VirtualClock } from '../virtual.clock';
import { planGeneration } from './generation.plan';
import { SimulatedLanguageModel } from './simulated-language-model';
import { contentOf } from './vocabulary';

const messages = [{ role: 'user', content: 'Why do streams beat polling?' }] as const;
const never = () => new AbortController().signal;
const setup = () => {
  const clock = new VirtualClock({ autoAdvance: true });
  return { clock, model: new SimulatedLanguageModel({ clock }) };
};

describe('The simulated language model', () => {
  it('plays the plan of the request', async () => {
    const { clock, model } = setup();
    const plan = planGeneration({ messages, model: 'sim-fast', seed: 7 });
    const { text, tokens, finish } = await collectParts(
      model.generate({ messages, model: 'sim-fast', seed: 7 }, never()),
    );
    const bytes = plan.tokens.map(contentOf).map((content) => Buffer.from(content as string));
    expect(text).toBe(Buffer.concat(bytes).toString());
    expect(tokens).toBe(plan.tokens.length);
    expect(finish?.usage).toEqual({
      promptTokens: model.countTokens(messages[0].content),
      completionTokens: plan.tokens.length,
      totalTokens: plan.promptTokens + plan.tokens.length,
    });
    expect(Math.abs(clock.now() - (plan.timing.at(-1) as number))).toBeLessThan(1);
  });

  it('says the same thing every time, however many speak at once', async () => {
    const { model } = setup();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => collectParts(model.generate({ messages }, never()))),
    );
    for (const { parts } of all) expect(parts).toEqual(all[0]?.parts);
  });

  it('honours maxTokens and stop strings together', async () => {
    const { model } = setup();
    const whole = await collectParts(model.generate({ messages }, never()));
    const stop = whole.text.slice(40, 46);
    const stopped = await collectParts(model.generate({ messages, stop: [stop], maxTokens: 100 }, never()));
    expect(stopped.text).toBe(whole.text.slice(0, whole.text.indexOf(stop)));
    expect(stopped.finish?.finishReason).toBe('stop');
    const cut = await collectParts(model.generate({ messages, stop: ['☃'], maxTokens: 10 }, never()));
    expect(cut.finish).toMatchObject({ finishReason: 'length', usage: { completionTokens: 10 } });
  });

  it('fails in the iteration and not in the call, with a code', async () => {
    const { model } = setup();
    const wrong = model.generate({ messages, model: 'gpt-4o' }, never());
    await expect(wrong.next()).rejects.toThrow(LanguageModelError);
    await expect(model.generate({ messages, maxTokens: 0 }, never()).next()).rejects.toMatchObject({
      code: 'invalid_request',
      facts: { field: 'maxTokens', rule: 'a whole number from 1' },
    });
  });

  it('lists the models that it serves, all named as simulated', () => {
    const model = new SimulatedLanguageModel({
      profiles: { 'sim-instant': { timeToFirstTokenMs: 0, gapMedianMs: 0 } },
    });
    expect(model.models).toEqual(['sim-standard', 'sim-fast', 'sim-slow', 'sim-long', 'sim-reasoning', 'sim-instant']);
    expect(() => new SimulatedLanguageModel({ completionTokens: [2, 1] })).toThrow(LanguageModelError);
  });
});
