import { collectParts } from '../collect.parts';
import { VirtualClock } from '../virtual.clock';
import { planGeneration } from './generation.plan';
import type { LoadOptions } from './simulated-language-model.options';
import type { Latency, SimulateOptions } from './simulate.options';
import { SimulatedLanguageModel } from './simulated-language-model';

const messages = [{ role: 'user', content: 'hello world' }] as const;
const timingOf = (latency: SimulateOptions['latency'], tokens = 100) =>
  planGeneration({ messages, simulate: { latency, tokens } }).timing;
const even: Partial<Latency> = { timeToFirstTokenMs: 100, gapMedianMs: 10, gapSigma: 0 };

describe('The times of a simulated generation', () => {
  it.each(['fast', 'standard', 'reasoning', 'slow'] as const)('are those of the profile %s', (name) => {
    expect(timingOf(name)).toEqual(
      planGeneration({ messages, model: `sim-${name}`, simulate: { tokens: 100, reasoningTokens: 0 } }).timing,
    );
  });

  it('begin later for each token of the prompt', () => {
    expect(timingOf({ ...even, prefillMsPerToken: 50 }, 2)).toEqual([200, 210]);
  });

  it('come in bursts at the same mean rate', () => {
    expect(timingOf({ ...even, burstTokens: 3 }, 8)).toEqual([100, 130, 130, 130, 160, 160, 160, 190]);
  });

  it('have pauses', () => {
    expect(timingOf({ ...even, pauseEveryTokens: 2, pauseMs: 500 }, 5)).toEqual([100, 110, 620, 630, 1140]);
  });
});

describe('A loaded model', () => {
  const setup = (load: LoadOptions) => {
    const clock = new VirtualClock();
    const model = new SimulatedLanguageModel({ clock, load });
    const run = (signal = new AbortController().signal) =>
      collectParts(model.generate({ messages, simulate: { latency: even, tokens: 11 } }, signal));
    return { clock, model, run };
  };

  it('plays so many at once, queues others, says how long they waited, and turns the rest away', async () => {
    const { clock, model, run } = setup({ maxConcurrent: 2, maxQueued: 1, retryAfterMs: 2_500 });
    const all = [run(), run(), run()];
    await clock.advance(1);
    expect(model.occupancy).toEqual({ running: 2, queued: 1 });
    await expect(run()).rejects.toMatchObject({
      code: 'overloaded',
      retryable: true,
      facts: { status: 503, retryAfterMs: 2_500, retryAfter: { header: 'retry-after', value: '3' } },
    });
    await clock.advance(1_000);
    const waits = (await Promise.all(all)).map(({ finish }) => finish?.details?.queueMs);
    expect(waits).toEqual([0, 0, 200]);
    expect(model.occupancy).toEqual({ running: 0, queued: 0 });
  });

  it('slows down with its load', async () => {
    const { clock, run } = setup({ maxConcurrent: 3, slowdown: 1 });
    const ended: number[] = [];
    const all = [run(), run(), run()].map((one) => one.then(() => ended.push(clock.now())));
    await clock.advance(10_000);
    await Promise.all(all);
    expect(clock.now()).toBe(10_000);
    const alone = setup({ maxConcurrent: 3, slowdown: 1 });
    const single = alone.run();
    await alone.clock.advance(199);
    expect(alone.clock.sleeping).toBe(1);
    await alone.clock.advance(1);
    await single;
    const loaded = setup({ maxConcurrent: 3, slowdown: 1 });
    const three = [loaded.run(), loaded.run(), loaded.run()];
    await loaded.clock.advance(390);
    expect(loaded.clock.sleeping).toBe(3);
    await loaded.clock.advance(10);
    await Promise.all(three);
  });

  it('lets one leave the queue that is cancelled, and frees the place of one whose reader leaves', async () => {
    const { clock, model, run } = setup({ maxConcurrent: 1, maxQueued: 5 });
    const left = model.generate({ messages }, new AbortController().signal);
    const first = left.next();
    await clock.advance(1_000);
    await first;
    const abort = new AbortController();
    const cancelled = run(abort.signal);
    const second = run();
    await clock.advance(50);
    abort.abort();
    expect((await cancelled).parts).toMatchObject([
      { finishReason: 'cancelled', usage: { completionTokens: 0 }, details: { queueMs: 50 } },
    ]);
    await left.return();
    await clock.advance(1_000);
    expect((await second).finish).toMatchObject({ finishReason: 'stop', details: { queueMs: 50 } });
    expect([model.occupancy, clock.sleeping]).toEqual([{ running: 0, queued: 0 }, 0]);
  });

  it('refuses options that make no sense', () => {
    for (const load of [
      { maxConcurrent: 0 },
      { maxConcurrent: 1, maxQueued: -1 },
      { maxConcurrent: 1, slowdown: NaN },
    ]) {
      expect(() => new SimulatedLanguageModel({ load })).toThrow(expect.objectContaining({ code: 'invalid_options' }));
    }
  });
});
