import { collectParts } from '../collect.parts';
import type { AnyGenerationPart } from '../generation.part';
import { VirtualClock } from '../virtual.clock';
import { planGeneration } from './generation.plan';
import { GIANT_TEXT, HOSTILE_SAMPLES } from './hostile.writer';
import type { SimulateOptions } from './simulate.options';
import { SimulatedLanguageModel } from './simulated-language-model';

const messages = [{ role: 'user', content: 'Why do streams beat polling?' }] as const;
const halfCharacter = /[\p{Cs}\uFFFD]/u;
const run = (simulate: SimulateOptions, request: object = {}, onPart?: (part: AnyGenerationPart) => void) => {
  const model = new SimulatedLanguageModel({ clock: new VirtualClock({ autoAdvance: true }) });
  const { signal } = new AbortController();
  return collectParts(model.generate({ messages, parts: 'all', ...request, simulate }, signal), onPart);
};

describe('A simulated text', () => {
  it.each<SimulateOptions>([
    { text: 'markdown' },
    { text: 'json', tokenizer: 'bytes' },
    { text: 'hostile' },
    { reasoningTokens: 20, toolCalls: [{ name: 'f', arguments: { a: 1 } }], text: 'prose' },
    { latency: { burstTokens: 3, pauseEveryTokens: 10, pauseMs: 500 } },
  ])('of %j is the same for the same request, in the same time', async (simulate) => {
    const [one, two] = await Promise.all([run(simulate), run(simulate)]);
    expect(one.parts).toEqual(two.parts);
    expect(planGeneration({ messages, simulate })).toEqual(planGeneration({ messages, simulate: { ...simulate } }));
  });

  it.each(['prose', 'markdown', 'json', 'hostile'] as const)(
    'of %s has exactly as many tokens as asked',
    async (text) => {
      const { finish } = await run({ text, tokens: 777 });
      expect(finish).toMatchObject({ finishReason: 'stop', usage: { completionTokens: 777 } });
    },
  );

  it('that is empty is only a finish part', async () => {
    expect((await run({ tokens: 0 })).parts).toMatchObject([{ finishReason: 'stop', usage: { completionTokens: 0 } }]);
  });

  it('that is endless ends with maxTokens, or is cancelled', async () => {
    const { finish } = await run({ tokens: 'endless' }, { maxTokens: 5_000 });
    expect(finish).toMatchObject({ finishReason: 'length', usage: { completionTokens: 5_000 } });
    const model = new SimulatedLanguageModel({ clock: new VirtualClock({ autoAdvance: true }) });
    const abort = new AbortController();
    let parts = 0;
    const endless = model.generate({ messages, simulate: { tokens: 'endless' } }, abort.signal);
    const cancelled = await collectParts(endless, () => void (++parts === 3_000 && abort.abort()));
    expect(cancelled.finish?.finishReason).toBe('cancelled');
    expect(() => planGeneration({ messages, simulate: { tokens: 'endless' } })).toThrow(/maxTokens/);
  });

  it('of JSON can be parsed, whatever its length', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { text } = await run({ text: 'json' }, { seed });
      expect((JSON.parse(text) as { items: unknown[] }).items.length).toBeGreaterThan(0);
    }
  });

  it('of markdown has headings, lists, tables and code whose fences close', async () => {
    const { text } = await run({ text: 'markdown', tokens: 2_000 });
    expect(text).toMatch(/^# /);
    for (const piece of ['\n## ', '\n- ', '\n1. ', '| :-- |', '```ts\n', '> ']) expect(text).toContain(piece);
  });

  it.each(['words', 'bytes'] as const)('that is hostile arrives whole from tokens of %s', async (tokenizer) => {
    const whole = HOSTILE_SAMPLES.join('');
    let giants = 0;
    const { text } = await run({ text: 'hostile', tokenizer }, {}, (part) => {
      if (part.type !== 'text') return;
      giants += Number(part.text.includes(GIANT_TEXT) && part.tokens <= 2);
      expect(part.text.replaceAll('\uFEFF\u200B\u00A0\u00AD\uFFFD', '').replace('\uFFFD', '')).not.toMatch(/\p{Cs}/u);
    });
    expect(text).toBe(whole);
    expect(giants).toBe(1);
  });

  it('whose characters are spread over tokens byte by byte lets no half of one out, wherever it is cut', async () => {
    const whole = await run({ tokenizer: 'bytes', tokens: 300 });
    const words = await run({ tokens: 300 });
    expect(whole.text.length).toBeLessThan(words.text.length);
    for (let maxTokens = 1; maxTokens < 300; maxTokens += 7) {
      const cut = await run({ tokenizer: 'bytes', tokens: 300 }, { maxTokens });
      expect(whole.text.startsWith(cut.text)).toBe(true);
      expect(cut.text).not.toMatch(halfCharacter);
      expect(cut.finish).toMatchObject({ finishReason: 'length', usage: { completionTokens: maxTokens } });
    }
  });

  it('ends before a stop string whose characters are spread over tokens', async () => {
    const { text } = await run({ tokenizer: 'bytes' });
    const stop = text.slice(20, 29);
    const stopped = await run({ tokenizer: 'bytes' }, { stop: [stop] });
    expect(stopped.text).toBe(text.slice(0, text.indexOf(stop)));
  });
});
