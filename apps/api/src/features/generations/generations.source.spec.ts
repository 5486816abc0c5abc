import { Logger } from '@nestjs/common';
import { generations } from '@tickertape/events';
import type { GenerationPart, LanguageModel } from '@tickertape/language-model';
import { MemoryTapeStore, Tape, TapeError } from '@tickertape/tape';
import { GenerationCounts } from './generations.counts';
import type { GenerationLimits } from './generations.limits';
import { GenerationRuns } from './generations.source';

// The failures below are meant; their log would only hide others.
beforeAll(() => Logger.overrideLogger(false));

const usage = { promptTokens: 1, completionTokens: 2, totalTokens: 3 };
const request = { model: 'm', promptTokens: 1, messages: [{ role: 'user' as const, content: 'Hi' }] };
const started = { type: 'generations.started', data: request };

/** A model that says what it is told to, then waits until it is aborted or ends. */
function scripted(parts: readonly GenerationPart[], ends: 'hangs' | 'ends' | 'throws'): LanguageModel {
  return {
    models: ['m'],
    countTokens: (text) => text.length,
    async *generate(_request: unknown, signal: AbortSignal) {
      yield* parts;
      if (ends === 'throws') throw new Error('a secret');
      if (ends === 'ends') return;
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      yield { type: 'finish', finishReason: 'cancelled', usage };
    },
  };
}

const LIMITS = { maxRunning: 10, maxRunMs: 60_000, simulate: true };

async function open(model: LanguageModel, limits: Partial<GenerationLimits> = {}) {
  const store = new MemoryTapeStore();
  const tape = await Tape.open(store);
  tape.families.register({ family: generations, check: () => [] });
  return { tape, runs: new GenerationRuns(tape, model, new GenerationCounts(), { ...LIMITS, ...limits }), store };
}
const text = (part: string): GenerationPart => ({ type: 'text', text: part, tokens: 1 });
const finish: GenerationPart = { type: 'finish', finishReason: 'stop', usage };

async function typesOf(tape: Tape): Promise<string[]> {
  return (await tape.store.read(['generations/1'], 0, 100)).map(({ type }) => type);
}
/** Waits until the topic is finished. */
async function ended(tape: Tape): Promise<void> {
  while (!(await tape.store.head('generations/1')).closed) await new Promise<void>((resolve) => setImmediate(resolve));
}

it('appends what the model says, gathered over at most 40 ms, and its end', async () => {
  const model = scripted([text('a'), text('bc'), finish], 'ends');
  const generate = jest.spyOn(model, 'generate');
  const { tape, runs } = await open(model);
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await ended(tape);
  const types = ['generations.started', 'generations.delta', 'generations.delta', 'generations.completed'];
  expect(generate).toHaveBeenCalledWith({ ...request, gatherMs: 40, parts: 'all' }, expect.anything());
  expect(await typesOf(tape)).toEqual(types);
  expect((await tape.states.get('generations/1')).state).toMatchObject({ text: 'abc', status: 'completed', usage });
  await tape.close();
});

it('says that the model failed, and nothing of why', async () => {
  const { tape, runs } = await open(scripted([text('ab')], 'throws'));
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await ended(tape);
  const { state } = await tape.states.get('generations/1');
  expect(state).toMatchObject({
    status: 'failed',
    text: 'ab',
    error: { code: 'internal', message: 'The model failed.' },
    usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3 },
  });
  await tape.close();
});

it('ends as failed what a model leaves without an end', async () => {
  const { tape, runs } = await open(scripted([text('ab')], 'ends'));
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await ended(tape);
  expect((await tape.states.get('generations/1')).state).toMatchObject({
    status: 'failed',
    error: { code: 'internal' },
  });
  await tape.close();
});

it('cancels a run with the usage that the model reports, once', async () => {
  const { tape, runs } = await open(scripted([text('a'), text('b')], 'hangs'));
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await Promise.all([runs.cancel('generations/1'), runs.cancel('generations/1')]);
  await runs.cancel('generations/1');
  expect((await typesOf(tape)).filter((type) => type === 'generations.cancelled')).toHaveLength(1);
  expect((await tape.states.get('generations/1')).state).toMatchObject({ status: 'cancelled', usage });
  await tape.close();
});

it('ends as interrupted what a process that died has left, with the usage of the text that there is', async () => {
  const { tape, runs } = await open(scripted([], 'ends'));
  await tape.writer.append('generations/1', [started, { type: 'generations.delta', data: { text: 'abc' } }]);
  await runs.onApplicationBootstrap();
  expect((await tape.states.get('generations/1')).state).toMatchObject({
    status: 'interrupted',
    usage: { promptTokens: 1, completionTokens: 3, totalTokens: 4 },
  });
  await tape.close();
});

it('ends as interrupted what is running when the process stops', async () => {
  const { tape, runs } = await open(scripted([text('a')], 'hangs'));
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await runs.onModuleDestroy();
  expect((await tape.states.get('generations/1')).state).toMatchObject({ status: 'interrupted', usage });
  await tape.close();
});

it('ends as interrupted, not as cancelled, what the store refused once', async () => {
  const { tape, runs, store } = await open(scripted([text('a')], 'hangs'));
  await tape.writer.append('generations/1', [started]);
  jest.spyOn(store, 'append').mockRejectedValueOnce(new TapeError('store_failed', 'the disk is full'));
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await ended(tape);
  expect((await tape.states.get('generations/1')).state).toMatchObject({ status: 'interrupted', text: '' });
  await tape.close();
});

it('stops the model when somebody else has ended the generation', async () => {
  const { tape, runs } = await open(scripted([text('a')], 'hangs'));
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  await tape.writer.append('generations/1', [{ type: 'generations.cancelled', data: { usage } }]);
  await runs.cancel('generations/1');
  expect((await typesOf(tape)).at(-1)).toBe('generations.cancelled');
  expect((await typesOf(tape)).filter((type) => type === 'generations.cancelled')).toHaveLength(1);
  await tape.close();
});

it('queues what finds no place, starts it in its turn, and cancels it before that', async () => {
  const { tape, runs } = await open(scripted([text('a')], 'hangs'), { maxRunning: 1 });
  const topics = ['generations/1', 'generations/2', 'generations/3'] as const;
  const queued = { type: 'generations.queued', data: request };
  await tape.writer.append(topics[0], [started]);
  expect(runs.reserve()).toBe(true);
  runs.start(topics[0], request);
  for (const topic of topics.slice(1)) {
    expect(runs.reserve()).toBe(false);
    await tape.writer.append(topic, [queued]);
    runs.enqueue(topic, request);
  }
  await runs.cancel(topics[1]);
  expect((await tape.states.get(topics[1])).state).toMatchObject({
    status: 'cancelled',
    usage: { completionTokens: 0 },
  });
  expect((await tape.states.get(topics[2])).state).toMatchObject({ status: 'queued' });
  await runs.cancel(topics[0]);
  while ((await tape.store.head(topics[2])).version < 3) await new Promise<void>((resolve) => setImmediate(resolve));
  expect((await tape.states.get(topics[2])).state).toMatchObject({ status: 'running', text: 'a' });
  await runs.onModuleDestroy();
  expect((await tape.states.get(topics[2])).state).toMatchObject({ status: 'interrupted' });
  await tape.close();
});

it('ends what takes longer than is allowed', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
  const { tape, runs } = await open(scripted([text('a')], 'hangs'), { maxRunMs: 5_000 });
  await tape.writer.append('generations/1', [started]);
  expect(runs.reserve()).toBe(true);
  runs.start('generations/1', request);
  jest.advanceTimersByTime(5_000);
  await ended(tape);
  jest.useRealTimers();
  expect((await tape.states.get('generations/1')).state).toMatchObject({
    status: 'failed',
    error: { code: 'time_limit' },
  });
  await tape.close();
});

it.each([
  ['cancel', 'cancelled'],
  ['continue', 'running'],
] as const)('with onDisconnect "%s" one that nobody reads any more is %s', async (onDisconnect, status) => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  const tape = await Tape.open(new MemoryTapeStore());
  tape.families.register({ family: generations, check: () => [] });
  const watched = jest.spyOn(tape.readers, 'onUnwatched');
  const runs = new GenerationRuns(tape, scripted([text('a')], 'hangs'), new GenerationCounts(), LIMITS);
  await tape.writer.append('generations/1', [{ ...started, data: { ...request, onDisconnect } }]);
  runs.start('generations/1', { ...request, onDisconnect });
  // More than there are states that stay live.
  for (let other = 0; other <= 1_000; other += 1) await tape.states.get(`generations/none-${other}`);
  watched.mock.calls[0]?.[0]('generations/1');
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await tape.states.get('generations/1')).state).toMatchObject({ status });
  jest.useRealTimers();
  await runs.onModuleDestroy();
  await tape.close();
});
