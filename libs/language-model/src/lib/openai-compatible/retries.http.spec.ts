import { collectParts } from '../collect.parts';
import { FAULT_STATUSES } from '../simulated/simulate.options';
import { VirtualClock } from '../virtual.clock';
import { chunk, refuse, startServer, stream, type Answer } from './mock.server';
import { OpenAiCompatibleModel } from './openai-compatible-model';
import type { OpenAiCompatibleOptions } from './openai-compatible.options';

const messages = [{ role: 'user', content: 'Hello' }] as const;
const NOW_MS = Date.parse('2026-11-23T12:00:00.250Z');
const ok = stream(chunk({ content: 'ok' }), chunk({}, 'stop'), '[DONE]');

/** Only waits take time on a virtual clock, so the time that it shows at the end is theirs. */
const read = async (answers: [Answer, ...Answer[]], options: Partial<OpenAiCompatibleOptions> = {}) => {
  await using server = await startServer(...answers);
  const waits: number[] = [];
  const virtual = new VirtualClock({ autoAdvance: true });
  const clock = {
    now: () => virtual.now(),
    after: (ms: number, wake: () => void) => {
      // The silence that is allowed before and in a stream is no wait.
      if (ms === IDLE_MS) return () => {};
      waits.push(ms);
      return virtual.after(ms, wake);
    },
  };
  const model = new OpenAiCompatibleModel({
    baseUrl: server.baseUrl,
    models: ['m'],
    clock,
    idleTimeoutMs: IDLE_MS,
    responseTimeoutMs: IDLE_MS,
    random: () => 0,
    epochMs: () => NOW_MS,
    ...options,
  });
  const result = await collectParts(model.generate({ messages }, new AbortController().signal)).then(
    ({ text }) => ({ text, error: undefined }),
    (error: unknown) => ({ text: undefined, error }),
  );
  return { ...result, waits, tries: server.requests.length };
};
const IDLE_MS = 77_777;

describe('A request that fails before its first token', () => {
  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['a date', { 'retry-after': 'Mon, 23 Nov 2026 12:00:10 GMT' }, 9_750],
    ['milliseconds', { 'retry-after-ms': '1234', 'retry-after': '60' }, 1_234],
    ['a date in the past', { 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, 0],
    ['nothing that can be read', { 'retry-after': 'soon' }, 500],
    ['nothing', {}, 500],
  ])('is sent again after the wait that the server asked for by %s', async (_, headers, waitMs) => {
    const { text, waits, tries } = await read([refuse(429, headers), ok]);
    expect(text).toBe('ok');
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(waitMs);
    expect(tries).toBe(2);
  });

  it('waits longer each time, and gives up', async () => {
    const { error, waits, tries } = await read([refuse(503)], { maxRetries: 3 });
    expect(error).toMatchObject({ code: 'overloaded', facts: { status: 503 }, usage: { totalTokens: 0 } });
    expect(waits).toEqual([500, 1_000, 2_000]);
    expect(tries).toBe(4);
  });

  it('is not sent again when the server asks for a longer wait than is allowed', async () => {
    const { error, tries } = await read([refuse(429, { 'retry-after': '61' }), ok]);
    expect(error).toMatchObject({
      code: 'rate_limited',
      retryable: true,
      facts: { retryAfterMs: 61_000, retryAfter: { header: 'retry-after', value: '61' } },
    });
    expect(tries).toBe(1);
  });

  it.each(FAULT_STATUSES)('with %i has a code of its own, and is sent again where that may help', async (status) => {
    const codes: Record<number, string> = {
      400: 'rejected',
      401: 'unauthenticated',
      403: 'forbidden',
      404: 'not_found',
      408: 'timeout',
      409: 'conflict',
      422: 'rejected',
      429: 'rate_limited',
      500: 'server_error',
      502: 'server_error',
      503: 'overloaded',
      529: 'overloaded',
    };
    const { error, tries } = await read([refuse(status)], { maxRetries: 1 });
    expect(error).toMatchObject({ code: codes[status], facts: { status, providerCode: 'test' } });
    expect(tries).toBe([408, 409, 429].includes(status) || status >= 500 ? 2 : 1);
  });

  it('for a quota that is used up is not sent again', async () => {
    const { error, tries } = await read([refuse(429, {}, { message: 'pay', code: 'insufficient_quota' })]);
    expect(error).toMatchObject({ code: 'quota_exhausted', retryable: false });
    expect(tries).toBe(1);
  });

  it('because its stream ended without a token is sent again', async () => {
    expect(await read([stream(), (response) => void response.destroy(), ok])).toMatchObject({ text: 'ok', tries: 3 });
  });

  it('because no answer comes in time says so, and hangs up', async () => {
    const clock = new VirtualClock();
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    await using server = await startServer(() => asked());
    const model = new OpenAiCompatibleModel({
      baseUrl: server.baseUrl,
      models: ['m'],
      maxRetries: 0,
      responseTimeoutMs: 5_000,
      clock,
    });
    const reading = collectParts(model.generate({ messages }, new AbortController().signal));
    const failed = expect(reading).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await isAsked;
    await clock.advance(5_000);
    await failed;
    expect(clock.sleeping).toBe(0);
    await server.requests[0]?.closed;
  });

  it('because nobody listens says so', async () => {
    const server = await startServer(ok);
    await server[Symbol.asyncDispose]();
    const model = new OpenAiCompatibleModel({ baseUrl: server.baseUrl, models: ['m'], maxRetries: 0 });
    const reading = collectParts(model.generate({ messages }, new AbortController().signal));
    await expect(reading).rejects.toMatchObject({ code: 'connection_lost', retryable: true });
  });

  it('is no longer waited for when it is cancelled', async () => {
    await using server = await startServer(refuse(429, { 'retry-after': '50' }));
    const clock = new VirtualClock();
    const abort = new AbortController();
    const model = new OpenAiCompatibleModel({
      baseUrl: server.baseUrl,
      models: ['m'],
      clock: {
        now: () => clock.now(),
        after: (ms, wake) => {
          // The wait that the server asks for; the others are limits.
          if (ms === 50_000) queueMicrotask(() => abort.abort());
          return clock.after(ms, wake);
        },
      },
    });
    const { parts } = await collectParts(model.generate({ messages }, abort.signal));
    expect(parts).toMatchObject([{ finishReason: 'cancelled', usage: { completionTokens: 0 } }]);
    expect([clock.sleeping, server.requests.length]).toEqual([0, 1]);
  });
});
