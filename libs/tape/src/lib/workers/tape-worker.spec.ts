import fc from 'fast-check';
import { openTape } from '../contract/histories';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';
import { TapeError } from '../tape-error';
import type { TapeEvent } from '../tape-event';
import type { TapeStore } from '../tape-store';
import type { Position, TapeWorkerOptions } from './tape-worker-options';
import { TapeWorker } from './tape-worker';

const story = (n: number) => ({ type: 'news.published', data: { storyId: `${n}`, headline: `${n}` } });
const nothingFails = (error: unknown) => {
  throw error;
};

/** Does three steps an event, and notes each. */
function recorder(log: string[], options: Partial<TapeWorkerOptions> = {}): TapeWorkerOptions {
  return {
    name: 'workers/test',
    topics: ['news/*'],
    lane: ({ topic }) => topic,
    async *work({ topic, version }: TapeEvent, from: Position = 0) {
      for (let step = Number(from) + 1; step <= 3; step += 1) {
        log.push(`${topic} ${version}.${step}`);
        yield step;
      }
    },
    onError: nothingFails,
    ...options,
  };
}

async function publish(tape: Tape, topic: `news/${string}`, count: number): Promise<TapeEvent[]> {
  const events: TapeEvent[] = [];
  for (let n = 0; n < count; n += 1) events.push(...(await tape.writer.append(topic, [story(n)])).events);
  return events;
}

it('does all steps of all events of a lane in the order of the tape, older events and newer ones', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const log: string[] = [];
  await publish(tape, 'news/a', 2);
  const worker = await TapeWorker.start(tape.store, recorder(log));
  await publish(tape, 'news/a', 1);
  await worker.settled();
  expect(log).toEqual([1, 2, 3].flatMap((version) => [1, 2, 3].map((step) => `news/a ${version}.${step}`)));
  await worker.stop();
  await tape.close();
});

it('lets lanes take turns, so that long work holds up nobody else', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const done: string[] = [];
  const worker = await TapeWorker.start(tape.store, {
    ...recorder([]),
    parallel: 1,
    async *work({ topic }) {
      const steps = topic === 'news/long' ? 1_000 : 1;
      for (let step = 1; step <= steps; step += 1) yield step;
      done.push(topic);
    },
  });
  await publish(tape, 'news/long', 1);
  await publish(tape, 'news/short', 3);
  await worker.settled();
  expect(done).toEqual(['news/short', 'news/short', 'news/short', 'news/long']);
  await worker.stop();
  await tape.close();
});

it('says when the work on an event is done, and when it is not in time', async () => {
  const tape = await openTape(new MemoryTapeStore());
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const worker = await TapeWorker.start(tape.store, {
    ...recorder([]),
    async *work() {
      await gate;
      yield 1;
    },
  });
  const [event] = await publish(tape, 'news/a', 1);
  const { seq } = event as TapeEvent;
  expect(await worker.handled(seq, 1)).toBe(false);
  const handled = worker.handled(seq, 10_000);
  go();
  expect(await handled).toBe(true);
  expect(await worker.handled(seq, 0)).toBe(true);
  await worker.stop();
  await tape.close();
});

it('goes on at its bookmark: what is done is not done again, what is begun goes on from its last step', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  const log: string[] = [];
  const gate = new Promise<void>(() => undefined);
  const stuck: TapeWorkerOptions = {
    ...recorder(log),
    async *work(event, from) {
      for await (const step of recorder(log).work(event, from)) {
        yield step;
        if (event.version === 2 && step === 2) await gate;
      }
    },
    saveMs: 1,
  };
  await TapeWorker.start(store, stuck);
  await publish(tape, 'news/a', 3);
  while (JSON.stringify((await store.loadSnapshot('workers/test'))?.state) !== '{"begun":[[2,2]]}') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  log.push('crash');
  const again = await TapeWorker.start(store, recorder(log));
  await again.settled();
  expect(log.slice(log.indexOf('crash') + 1)).toEqual(['news/a 2.3', 'news/a 3.1', 'news/a 3.2', 'news/a 3.3']);
  await again.stop();
  await tape.close();
});

it('tries again when the store fails, and gives up an event whose work fails by itself', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const errors: unknown[] = [];
  const log: string[] = [];
  let storeFailures = 2;
  const worker = await TapeWorker.start(tape.store, {
    ...recorder(log),
    retryMs: 1,
    onError: (error) => errors.push(error),
    async *work(event, from) {
      if (event.version === 1 && storeFailures-- > 0) throw new TapeError('store_failed', 'the disk is full');
      if (event.version === 2) throw new Error('nonsense');
      yield* recorder(log).work(event, from);
    },
  });
  await publish(tape, 'news/a', 3);
  await worker.settled();
  expect(log.filter((step) => step.endsWith('.3'))).toEqual(['news/a 1.3', 'news/a 3.3']);
  expect(errors.map(String)).toEqual(['TapeError: the disk is full', 'TapeError: the disk is full', 'Error: nonsense']);
  await worker.stop();
  await tape.close();
});

it('does every step at least once, and each event of a lane in order, over any restarts', async () => {
  const oneRun = fc.record({ events: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }), turns: fc.nat(30) });
  await fc.assert(
    fc.asyncProperty(fc.array(oneRun, { minLength: 1, maxLength: 5 }), async (runs) => {
      const store: TapeStore = new MemoryTapeStore();
      const tape = await openTape(store);
      const log: string[] = [];
      const published: TapeEvent[] = [];
      for (const { events, turns } of runs) {
        const worker = await TapeWorker.start(store, recorder(log, { saveMs: 1 }));
        for (const lane of events) published.push(...(await publish(tape, `news/${lane}`, 1)));
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        await worker.stop();
      }
      const last = await TapeWorker.start(store, recorder(log));
      await last.settled();
      await last.stop();
      for (const lane of ['a', 'b', 'c']) {
        const topic = `news/${lane}`;
        const steps = published
          .filter((event) => event.topic === topic)
          .flatMap(({ version }) => [1, 2, 3].map((step) => `${topic} ${version}.${step}`));
        const firsts = [...new Set(log.filter((step) => step.startsWith(topic)))];
        expect(firsts).toEqual(steps);
      }
      await tape.close();
    }),
    { numRuns: 40 },
  );
});
