import fc from 'fast-check';
import { collectParts } from '../collect.parts';
import { VirtualClock } from '../virtual.clock';
import type { UnrolledPlan } from './generation.plan';
import { playGeneration } from './generation.player';
import { tokensOf } from './vocabulary';

const gapMs = 10;
const unrolled = (tokens: readonly number[], timing: readonly number[], end: 'stop' | 'length'): UnrolledPlan => ({
  model: 'sim-standard',
  seed: 1,
  promptTokens: 5,
  tokens: (function* () {
    yield* tokens;
    return end;
  })(),
  timing: (function* () {
    yield* timing;
    throw new Error('there are no more tokens');
  })(),
});
const planOf = (text: string, cut = Infinity): UnrolledPlan => {
  const all = tokensOf(text);
  const tokens = all.slice(0, cut);
  return unrolled(
    tokens,
    tokens.map((_, index) => 100 + gapMs * index),
    tokens.length < all.length ? 'length' : 'stop',
  );
};
const play = (plan: UnrolledPlan, stop: string[] = []) =>
  collectParts(
    playGeneration(
      () => plan,
      { stop },
      { clock: new VirtualClock({ autoAdvance: true }) },
      new AbortController().signal,
    ),
  );
const usage = (completionTokens: number) => ({ promptTokens: 5, completionTokens, totalTokens: 5 + completionTokens });

describe('A generation that is played', () => {
  it('gives every token its part, at its time', async () => {
    const clock = new VirtualClock({ autoAdvance: true });
    const times: number[] = [];
    const { parts } = await collectParts(
      playGeneration(() => planOf('one two three'), {}, { clock }, new AbortController().signal),
      () => times.push(clock.now()),
    );
    expect(parts).toEqual([
      { type: 'text', text: 'one', tokens: 1 },
      { type: 'text', text: ' two', tokens: 1 },
      { type: 'text', text: ' three', tokens: 1 },
      { type: 'finish', finishReason: 'stop', usage: usage(3) },
    ]);
    expect(times).toEqual([100, 110, 120, 120]);
  });

  it('gives texts that are those of the tokens, and tokens that add up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const { length } = tokensOf(text);
        const played = await play(planOf(text));
        expect(played.text).toBe(text);
        expect(played.tokens).toBe(length);
        expect(played.finish).toEqual({ type: 'finish', finishReason: 'stop', usage: usage(length) });
        for (const part of played.parts) expect(part).not.toMatchObject({ text: '' });
      }),
    );
  });

  it('gives a character that is spread over tokens as one part that counts them all', async () => {
    const { parts } = await play(planOf('a🧵'));
    expect(parts.slice(0, -1)).toEqual([
      { type: 'text', text: 'a', tokens: 1 },
      { type: 'text', text: '🧵', tokens: 3 },
    ]);
  });

  it('shows nothing of a character that the limit cut in half, and counts its tokens', async () => {
    const played = await play(planOf('a🧵', 2));
    expect([played.text, played.tokens]).toEqual(['a', 1]);
    expect(played.finish).toEqual({ type: 'finish', finishReason: 'length', usage: usage(2) });
  });

  it('ends before a stop string and does not produce what comes after it', async () => {
    const played = await play(planOf('one two three four'), ['o three']);
    expect(played.text).toBe('one tw');
    expect(played.finish).toEqual({ type: 'finish', finishReason: 'stop', usage: usage(3) });
    expect(played.tokens).toBe(2);
  });

  it('ends before the first of the stop strings, wherever tokens are cut', async () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', ' ', '🧵', 'é', 'the', '\n'), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pieces, pieces, async (text, stop) => {
        const whole = text.join('');
        const at = whole.indexOf(stop.slice(0, 3).join(''));
        const played = await play(planOf(whole), [stop.slice(0, 3).join('')]);
        expect(played.text).toBe(at < 0 ? whole : whole.slice(0, at));
        expect(played.finish?.finishReason).toBe('stop');
        expect(played.tokens).toBeLessThanOrEqual(played.finish?.usage.completionTokens as number);
      }),
    );
  });

  it('gives at the end what looked like a stop string and became none', async () => {
    const played = await play(planOf('one two'), ['two three']);
    expect([played.text, played.tokens]).toEqual(['one two', 2]);
  });

  it('gives all text that is due as one part', async () => {
    const timing = [100, 100.1, 100.2, 102, 102.5, 102.9];
    const clock = new VirtualClock({ autoAdvance: true });
    const sleeps = jest.spyOn(clock, 'after');
    const plan = () => unrolled(tokensOf('one two three four five six'), timing, 'stop');
    const { parts } = await collectParts(playGeneration(plan, {}, { clock }, new AbortController().signal));
    expect(parts).toEqual([
      { type: 'text', text: 'one two three', tokens: 3 },
      { type: 'text', text: ' four five six', tokens: 3 },
      { type: 'finish', finishReason: 'stop', usage: usage(6) },
    ]);
    expect(sleeps).toHaveBeenCalledTimes(2);
  });

  it('lets text gather for as long as it is told to, after the first, with one sleep a part', async () => {
    const clock = new VirtualClock({ autoAdvance: true });
    const sleeps = jest.spyOn(clock, 'after');
    const times: number[] = [];
    const { parts } = await collectParts(
      playGeneration(
        () => planOf('one two three four five six seven'),
        { gatherMs: 25 },
        { clock },
        new AbortController().signal,
      ),
      () => times.push(clock.now()),
    );
    expect(parts.slice(0, -1)).toEqual([
      { type: 'text', text: 'one', tokens: 1 },
      { type: 'text', text: ' two three four', tokens: 3 },
      { type: 'text', text: ' five six seven', tokens: 3 },
    ]);
    // Due are they at 110 and 140.
    expect(times).toEqual([100, 135, 165, 165]);
    expect(sleeps).toHaveBeenCalledTimes(3);
  });

  it('that is cancelled while text gathers gives what was due by then', async () => {
    const clock = new VirtualClock();
    const abort = new AbortController();
    const plan = () => planOf('one two three four five six');
    const played = collectParts(playGeneration(plan, { gatherMs: 1_000 }, { clock }, abort.signal));
    await clock.advance(125);
    abort.abort();
    expect((await played).parts).toEqual([
      { type: 'text', text: 'one', tokens: 1 },
      { type: 'text', text: ' two three', tokens: 2 },
      { type: 'finish', finishReason: 'cancelled', usage: usage(3) },
    ]);
    expect(clock.sleeping).toBe(0);
  });

  it('sleeps again when a timer fires early', async () => {
    const clock = new VirtualClock({ autoAdvance: true });
    const early = { now: () => clock.now(), after: (ms: number, wake: () => void) => clock.after(ms / 2, wake) };
    const times: number[] = [];
    await collectParts(
      playGeneration(() => planOf('one'), {}, { clock: early }, new AbortController().signal),
      () => times.push(clock.now()),
    );
    expect(times[0]).toBeGreaterThan(99);
  });

  it('gives a late consumer at once what has become due, and is on time again after it', async () => {
    const clock = new VirtualClock();
    const parts = playGeneration(() => planOf('one two three four'), {}, { clock }, new AbortController().signal);
    const first = parts.next();
    await clock.advance(100);
    await first;
    await clock.advance(25);
    expect((await parts.next()).value).toMatchObject({ text: ' two three' });
    const fourth = parts.next();
    await clock.advance(4);
    expect(clock.sleeping).toBe(1);
    await clock.advance(1);
    expect((await fourth).value).toMatchObject({ text: ' four' });
  });
});
