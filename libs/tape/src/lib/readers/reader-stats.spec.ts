import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';
import type { ReaderSummary } from './reader-stats';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const story = { type: 'news.published', data: { storyId: '1', headline: 'Tick' } };
const delta = (text: string) => ({ type: 'generations.delta', data: { text } });
const started = { type: 'generations.started', data: { model: 'sim-fast', promptTokens: 1 } };
const cancelled = {
  type: 'generations.cancelled',
  data: { usage: { promptTokens: 1, completionTokens: 0, totalTokens: 1 } },
};

let tape: Tape;
let summaries: ReaderSummary[];
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  summaries = [];
  tape = await openTape(new MemoryTapeStore(), { onError: () => undefined });
  tape.readers.onEnd((summary) => summaries.push(summary));
});
afterEach(async () => {
  await tape.close();
  jest.useRealTimers();
});

async function connect(...topics: ConstructorParameters<typeof RecordingClient>[1][]): Promise<RecordingClient[]> {
  const clients = topics.map((each) => new RecordingClient(tape, each));
  for (const client of clients) await client.connect();
  await turn();
  return clients;
}

it('tells the readers by family and state', async () => {
  await tape.writer.append('generations/1', [started]);
  const [parked] = await connect(['news/a'], ['news/a', 'news/b'], ['news/*', 'generations/1'], ['generations/1']);
  parked?.fill();
  await tape.writer.append('news/a', [story]);
  expect(tape.readers.stats().open).toEqual([
    { family: 'news', state: 'parked', readers: 1 },
    { family: 'news', state: 'tail', readers: 1 },
    { family: 'several', state: 'tail', readers: 1 },
    { family: 'generations', state: 'tail', readers: 1 },
  ]);
});

it('counts events once, and deliveries once a reader, over the end of streams', async () => {
  const [first] = await connect(['news/a'], ['news/a']);
  await tape.writer.append('news/a', [story, story]);
  await tape.writer.append('news/nobody', [story]);
  const before = tape.readers.stats();
  expect(before).toMatchObject({ events: 3, opened: 2, sent: { events: 4 } });
  expect(before.delivery.counts.reduce((sum, count) => sum + count)).toBe(2);
  first?.leave();
  expect(tape.readers.stats().sent).toEqual(before.sent);
});

it('says of a stream what it was and what it was sent, to the byte', async () => {
  const [client] = await connect(['news/a']);
  await tape.writer.append('news/a', [story]);
  jest.advanceTimersByTime(1_500);
  client?.leave();
  const bytes = client?.frames.map(({ id, event, data }) => `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`.length);
  const retry = 'retry: 2000\n'.length;
  expect(summaries).toEqual([
    {
      topics: ['news/a'],
      reason: 'left',
      durationMs: 1_500,
      frames: 4,
      events: 1,
      bytes: (bytes?.reduce((sum, length) => sum + length) ?? 0) + retry,
      cursor: client?.lastEventId,
    },
  ]);
});

it('counts every stream under the reason of its end', async () => {
  await tape.writer.append('generations/1', [started]);
  const [, stalled] = await connect(['generations/1'], ['news/a']);
  await tape.writer.append('generations/1', [cancelled]);
  stalled?.fill();
  await tape.writer.append('news/a', [story]);
  jest.advanceTimersByTime(40_000);
  const [left] = await connect(['news/a'], ['news/b']);
  left?.leave();
  tape.readers.drain('shutdown');
  await connect(['news/a']);
  expect(summaries.map(({ reason }) => reason)).toEqual(['finished', 'stalled', 'left', 'shutdown', 'shutdown']);
  expect(tape.readers.stats().ended).toMatchObject({ finished: 1, stalled: 1, left: 1, shutdown: 2, failed: 0 });
});

it('counts streams that are refused for their number, and those that an error breaks off', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store, { maxReaders: 1, recentEvents: 0, onError: () => undefined });
  await tape.writer.append('news/a', [story, story]);
  const [first, refused] = [new RecordingClient(tape, ['news/a']), new RecordingClient(tape, ['news/a'])];
  await first?.connect();
  await refused?.connect();
  first?.leave();
  jest.spyOn(store, 'read').mockRejectedValue(new Error('gone'));
  await first?.connect('start');
  await turn();
  expect(tape.readers.stats().ended).toMatchObject({ overloaded: 1, failed: 1, left: 1 });
  jest.restoreAllMocks();
  await tape.close();
});

it('counts gaps by their reasons, and events that came as a part of another', async () => {
  await tape.writer.append('generations/1', [started, delta('a')]);
  const slow = new RecordingClient(tape, ['generations/1'], 10);
  await slow.connect();
  await turn();
  slow.fill();
  await tape.writer.append('generations/1', [delta('b')]);
  await turn();
  await tape.writer.append('generations/1', [delta('c')]);
  await tape.writer.append('generations/1', [delta('d')]);
  jest.advanceTimersByTime(1_000);
  slow.drain();
  await turn();
  await turn();
  const told = slow.events.reduce((sum, { message }) => sum + (message.merged ?? 1) - 1, 0);
  expect(told).toBeGreaterThan(0);
  expect(tape.readers.stats().merged).toBe(told);

  for (const cursor of ['nonsense', 'nonsense', 'another-1'])
    await new RecordingClient(tape, ['news/a']).connect(cursor);
  await turn();
  expect(tape.readers.stats().gaps).toEqual({ malformed: 2, epoch: 1, ahead: 0, expired: 0 });
});

it('counts appends by how they ended, and knows when the store fails', async () => {
  const once = { ...story, id: 'once' };
  await tape.writer.append('news/a', [once]);
  await tape.writer.append('news/a', [once]);
  await expect(tape.writer.append('news/a', [story], { expectVersion: 7 })).rejects.toThrow();
  await tape.store.close();
  await expect(tape.writer.append('news/a', [story])).rejects.toThrow();
  expect(tape.writer.counts.outcomes).toEqual({ appended: 1, repeated: 1, refused: 1, failed: 1 });
  expect(tape.writer.failing).toBe(true);
});
