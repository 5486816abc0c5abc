import { collectParts } from '../collect.parts';
import type { GenerationPart } from '../generation.part';
import { VirtualClock } from '../virtual.clock';
import { SimulatedLanguageModel } from './simulated-language-model';

const request = { messages: [{ role: 'user', content: 'Tell me about tapes' }] } as const;
const setup = (autoAdvance: boolean) => {
  const clock = new VirtualClock({ autoAdvance });
  return { clock, model: new SimulatedLanguageModel({ clock }), abort: new AbortController() };
};
const cancelled = (completionTokens: number) => ({
  type: 'finish',
  finishReason: 'cancelled',
  usage: expect.objectContaining({ completionTokens, totalTokens: 4 + completionTokens }),
});

describe('A generation that is cancelled', () => {
  it('ends with no tokens when it was cancelled before the start', async () => {
    const { model, abort, clock } = setup(false);
    abort.abort();
    expect((await collectParts(model.generate(request, abort.signal))).parts).toEqual([cancelled(0)]);
    expect(clock.sleeping).toBe(0);
  });

  it('ends at once while it waits for a token, and leaves no timer', async () => {
    const { model, abort, clock } = setup(false);
    const parts = model.generate(request, abort.signal);
    const next = parts.next();
    await clock.advance(399);
    expect(clock.sleeping).toBe(1);
    abort.abort();
    expect((await next).value).toEqual(cancelled(0));
    expect([clock.sleeping, clock.now()]).toEqual([0, 399]);
    expect((await parts.next()).done).toBe(true);
  });

  it('says exactly how many tokens it had produced', async () => {
    for (const after of [1, 2, 30]) {
      const { model, abort, clock } = setup(true);
      let seen = 0;
      const collected = await collectParts(model.generate(request, abort.signal), (part) => {
        if (part.type === 'text') seen += part.tokens;
        if (seen >= after) abort.abort();
      });
      expect(collected.parts.at(-1)).toEqual(cancelled(seen));
      expect(clock.sleeping).toBe(0);
    }
  });

  it('gives the text of the tokens it had produced, also what was held back for a stop string', async () => {
    const { model, abort, clock } = setup(false);
    const [first] = (await collectParts(setup(true).model.generate(request, abort.signal))).parts;
    const held = (first as Extract<GenerationPart, { type: 'text' }>).text;
    const generation = collectParts(model.generate({ ...request, stop: [`${held}☃`] }, abort.signal));
    await clock.advance(400);
    abort.abort();
    expect((await generation).parts).toEqual([first, cancelled(1)]);
  });

  it('leaves no timer behind when the consumer leaves the loop', async () => {
    const { model, abort, clock } = setup(true);
    let parts = 0;
    for await (const _ of model.generate(request, abort.signal)) if (++parts === 5) break;
    expect(clock.sleeping).toBe(0);
  });

  it('is not cancelled when the abort comes after the last token', async () => {
    const { model, abort } = setup(true);
    const collected = await collectParts(model.generate({ ...request, maxTokens: 1 }, abort.signal), () =>
      abort.abort(),
    );
    expect(collected.finish?.finishReason).toBe('length');
  });
});
