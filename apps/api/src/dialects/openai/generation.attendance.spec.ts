import { Logger } from '@nestjs/common';
import { generations } from '@tickertape/events';
import { SimulatedLanguageModel } from '@tickertape/language-model';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { formatTopic, type Topic } from '@tickertape/wire';
import { GenerationCounts } from '../../features/generations/generations.counts';
import { GenerationsService } from '../../features/generations/generations.service';
import { GenerationRuns } from '../../features/generations/generations.source';
import { GenerationAttendance } from './generation.attendance';
import { GenerationWatch } from './generation.watch';
import { OpenAiGenerations } from './openai.generations';
import { SPREAD } from './testing/openai.app';

beforeAll(() => Logger.overrideLogger(false));

async function setup() {
  const tape = await Tape.open(new MemoryTapeStore());
  tape.families.register({ family: generations, check: () => [] });
  let leave: (topic: Topic) => void = () => undefined;
  jest.spyOn(tape.readers, 'onUnwatched').mockImplementation((listener) => {
    leave = listener;
    return () => undefined;
  });
  const limits = { maxRunning: 10, maxRunMs: 60_000, simulate: true };
  const model = new SimulatedLanguageModel();
  const runs = new GenerationRuns(tape, model, new GenerationCounts(), limits);
  const service = new GenerationsService(tape, runs, model, limits);
  const simulate = { tokens: 'endless', latency: SPREAD };
  const attendance = new GenerationAttendance(service, runs);
  const dialect = new OpenAiGenerations(tape, service, new GenerationWatch(tape), attendance, model);
  const request = { model: 'sim-fast', messages: [{ role: 'user' as const, content: 'Hi' }] };
  const start = (over?: AbortSignal) =>
    dialect.start({ ...request, simulate, onDisconnect: 'cancel' }, { key: 'one', over, params: {} });
  const id = await start();
  return {
    id,
    start,
    /** Has the next cancellation wait for something. */
    holdCancel(until: Promise<unknown>) {
      const cancel = service.cancel.bind(service);
      jest.spyOn(service, 'cancel').mockImplementationOnce(async (left) => {
        await until;
        return cancel(left);
      });
    },
    attendance,
    statusOf: async () => (await service.get(id)).status,
    lastReaderLeaves: () => leave(formatTopic('generations', id)),
    async [Symbol.asyncDispose]() {
      await runs.onModuleDestroy();
      await tape.close();
    },
  };
}

it('a generation goes on while a request waits for it, and ends at once with the last of them', async () => {
  await using api = await setup();
  const [one, other] = [new AbortController(), new AbortController()];
  for (const { signal } of [one, other]) api.attendance.attend(api.id, signal);
  one.abort();
  await api.attendance.ended(api.id);
  expect(await api.statusOf()).toBe('running');
  other.abort();
  await api.attendance.ended(api.id);
  expect(await api.statusOf()).toBe('cancelled');
});

it('a request that is over already leaves at once', async () => {
  await using api = await setup();
  api.attendance.attend(api.id, AbortSignal.abort());
  await api.attendance.ended(api.id);
  expect(await api.statusOf()).toBe('cancelled');
});

it('a request that comes while its generation is being cancelled is another attempt, and the next one finds that', async () => {
  await using api = await setup();
  const over = new AbortController();
  expect(await api.start(over.signal)).toBe(api.id);
  let release: () => void = () => undefined;
  api.holdCancel(new Promise<void>((resolve) => (release = resolve)));
  over.abort();
  const starting = api.start();
  // As far as it gets by itself: a store in memory needs no more.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  release();
  const again = await starting;
  expect(again).not.toBe(api.id);
  expect(await api.start()).toBe(again);
});

it('readers that come and go end nothing that a request without a stream waits for', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  await using api = await setup();
  const over = new AbortController();
  api.attendance.attend(api.id, over.signal);
  api.lastReaderLeaves();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await api.statusOf()).toBe('running');
  jest.useRealTimers();
});
