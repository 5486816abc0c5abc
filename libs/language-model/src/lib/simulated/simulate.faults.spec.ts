import { collectParts, type CollectedParts } from '../collect.parts';
import { LanguageModelError } from '../language-model.error';
import { VirtualClock } from '../virtual.clock';
import { planFaults } from './fault.plan';
import { FAULT_STATUSES, type RetryAfterForm, type SimulatedFault, type SimulateOptions } from './simulate.options';
import { SimulatedLanguageModel } from './simulated-language-model';

const messages = [{ role: 'user', content: 'hello world' }] as const;
const NOW_MS = Date.parse('2026-11-23T12:00:00.250Z');
const setup = (autoAdvance = true) => {
  const clock = new VirtualClock({ autoAdvance });
  const model = new SimulatedLanguageModel({ clock, epochMs: () => NOW_MS });
  const abort = new AbortController();
  const seen: CollectedParts['parts'] = [];
  const run = (simulate: SimulateOptions, request: object = {}) =>
    collectParts(
      model.generate({ messages, ...request, simulate: { tokens: 40, ...simulate } }, abort.signal),
      (part) => seen.push(part),
    );
  return { clock, abort, seen, run };
};
const tokensOf = (parts: CollectedParts['parts']) =>
  parts.reduce((sum, part) => sum + (part.type === 'finish' ? 0 : part.tokens), 0);

describe('A simulated fault', () => {
  it.each(FAULT_STATUSES)('of HTTP %i fails before the first token, with its status', async (status) => {
    const { run, seen } = setup();
    await expect(run({ faults: [{ kind: 'http', status }] })).rejects.toMatchObject({
      facts: { status },
      usage: { totalTokens: 0 },
    });
    expect(seen).toEqual([]);
  });

  it.each<[RetryAfterForm, object]>([
    ['seconds', { retryAfterMs: 2_000, retryAfter: { header: 'retry-after', value: '2' } }],
    ['date', { retryAfterMs: 1_750, retryAfter: { header: 'retry-after', value: 'Mon, 23 Nov 2026 12:00:02 GMT' } }],
    ['ms', { retryAfterMs: 1_500, retryAfter: { header: 'retry-after-ms', value: '1500' } }],
  ])('tells when to come back by %s', async (retryAfter, facts) => {
    const { run } = setup();
    await expect(
      run({ faults: [{ kind: 'http', status: 429, retryAfter, retryAfterMs: 1_500 }] }),
    ).rejects.toMatchObject({ code: 'rate_limited', facts });
    const none = run({ faults: [{ kind: 'http', status: 429, retryAfterMs: 1_500 }] });
    await expect(none).rejects.toThrow(
      expect.not.objectContaining({ facts: expect.objectContaining({ retryAfterMs: 1_500 }) }),
    );
  });

  it.each([
    ['error', 'stream_failed'],
    ['cut', 'connection_lost'],
  ] as const)('of %s strikes after exactly so many tokens, whose usage it has', async (kind, code) => {
    for (const atToken of [0, 1, 17, 40]) {
      const { run, seen, clock } = setup();
      await expect(run({ faults: [{ kind, atToken }] })).rejects.toMatchObject({
        code,
        usage: { promptTokens: 2, completionTokens: atToken },
      });
      expect(tokensOf(seen)).toBe(atToken);
      expect(clock.sleeping).toBe(0);
    }
  });

  it('beyond the end does not strike', async () => {
    expect((await setup().run({ faults: [{ kind: 'cut', atToken: 41 }] })).finish?.finishReason).toBe('stop');
  });

  it('of end leaves the reader without a finish part', async () => {
    const { parts, finish } = await setup().run({ faults: [{ kind: 'end', atToken: 7 }] });
    expect([tokensOf(parts), finish]).toEqual([7, undefined]);
  });

  it('of stall moves on what comes after it, and of one without end only a cancellation helps', async () => {
    const plain = setup();
    const whole = await plain.run({});
    const stalled = setup();
    expect((await stalled.run({ faults: [{ kind: 'stall', atToken: 5, ms: 60_000 }] })).text).toBe(whole.text);
    expect(stalled.clock.now() - plain.clock.now()).toBeCloseTo(60_000, 5);

    const { run, clock, abort } = setup(false);
    const forever = run({ faults: [{ kind: 'stall', atToken: 5 }] });
    await clock.advance(3_600_000);
    expect(clock.sleeping).toBe(0);
    abort.abort();
    expect((await forever).finish).toMatchObject({ finishReason: 'cancelled', usage: { completionTokens: 5 } });
  });

  it('of duplicate and reorder gives a part twice, or after its next', async () => {
    const texts = async (faults: SimulatedFault[]) =>
      (await setup().run({ tokens: 4, faults })).parts.map((part) => (part.type === 'text' ? part.text : part.type));
    const [a, b, c, d, end] = await texts([]);
    expect(await texts([{ kind: 'duplicate', atToken: 1 }])).toEqual([a, b, b, c, d, end]);
    expect(await texts([{ kind: 'reorder', atToken: 1 }])).toEqual([a, c, b, d, end]);
    expect(await texts([{ kind: 'reorder', atToken: 3 }])).toEqual([a, b, c, d, end]);
    expect(await texts([{ kind: 'reorder' }, { kind: 'duplicate', atToken: 2 }])).toEqual([b, a, c, c, d, end]);
  });

  it('that heals strikes so many times for one request, and for another anew', async () => {
    const { run } = setup();
    const faults: SimulatedFault[] = [
      { kind: 'http', status: 503, healsAfter: 2 },
      { kind: 'cut', atToken: 3, healsAfter: 3 },
    ];
    const codes = async (request: object) => {
      const result: string[] = [];
      for (let attempt = 0; attempt < 4; attempt++) {
        result.push(
          await run({ faults }, request).then(
            ({ finish }) => finish?.finishReason ?? '',
            (error: unknown) => (error as LanguageModelError).code,
          ),
        );
      }
      return result;
    };
    expect(await codes({ seed: 1 })).toEqual(['overloaded', 'overloaded', 'connection_lost', 'stop']);
    expect(await codes({ seed: 2 })).toEqual(['overloaded', 'overloaded', 'connection_lost', 'stop']);
  });

  it('with a probability strikes as often as it says, and for one seed always alike', () => {
    const struck = (fault: SimulatedFault) =>
      Array.from({ length: 4_000 }, (_, seed) => planFaults([fault], seed)[0]?.atToken);
    const http = struck({ kind: 'http', status: 500, probability: 0.25 });
    expect(http.filter((at) => at === 0).length / 4_000).toBeCloseTo(0.25, 1);
    const cut = struck({ kind: 'cut', probability: 0.1 }) as number[];
    expect(cut.reduce((sum, at) => sum + at, 0) / 4_000).toBeGreaterThan(8);
    expect(cut.reduce((sum, at) => sum + at, 0) / 4_000).toBeLessThan(10);
    expect(struck({ kind: 'cut', probability: 0.1 })).toEqual(cut);
    expect(
      planFaults(
        [
          { kind: 'cut', probability: 0 },
          { kind: 'end', atToken: 3, probability: 1 },
        ],
        1,
      ),
    ).toHaveLength(1);
  });
});

describe('A cancellation that is noticed late', () => {
  it('counts the tokens that were produced after it, and shows none of them', async () => {
    const { run, abort, seen, clock } = setup(false);
    const generation = run({ tokensAfterCancel: 7 });
    await clock.advance(500);
    abort.abort();
    const { finish, tokens } = await generation;
    expect(finish).toMatchObject({ finishReason: 'cancelled', details: { tokensAfterCancel: 7 } });
    expect(finish?.usage.completionTokens).toBe(tokens + 7);
    expect(tokensOf(seen)).toBe(tokens);
  });

  it('counts no more than there were', async () => {
    const { run, abort, clock } = setup(false);
    const generation = run({ tokensAfterCancel: 1_000 });
    await clock.advance(500);
    abort.abort();
    expect((await generation).finish?.usage.completionTokens).toBe(40);
  });
});
