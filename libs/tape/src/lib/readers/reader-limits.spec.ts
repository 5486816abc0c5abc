import { formatCursor } from '@tickertape/wire';
import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { MemoryTapeStore } from '../memory-store';
import { TapeError } from '../tape-error';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const story = { type: 'news.published', data: { storyId: '1', headline: 'Tick' } };

it('tells a reader beyond the limit to come back later, with a 200 and a spread-out retry', async () => {
  const tape = await openTape(new MemoryTapeStore(), { maxReaders: 1, retryMs: 1_000, random: () => 0.25 });
  const [first, second] = [new RecordingClient(tape, ['news/a']), new RecordingClient(tape, ['news/a'])];
  await first.connect();
  await second.connect();
  await turn();
  expect(second.frames.map(({ event }) => event)).toEqual(['tape.hello', 'tape.drain']);
  expect(second.seen('tape.drain')).toEqual([{ reason: 'overloaded', retryMs: 1_250 }]);
  expect(second.ended).toBe(true);
  first.leave();
  await second.connect();
  await turn();
  expect(second.frames.at(-1)?.event).toBe('tape.caught-up');
  await tape.close();
});

it('says with its last frame that the store has failed, and breaks off', async () => {
  const store = new MemoryTapeStore();
  const reported: unknown[] = [];
  const tape = await openTape(store, { onError: (error) => reported.push(error), recentEvents: 0 });
  await tape.writer.append('news/a', [story, story]);
  const failure = new TapeError('store_failed', 'the disk is gone');
  jest.spyOn(store, 'read').mockRejectedValue(failure);
  const client = new RecordingClient(tape, ['news/a']);
  await client.connect('start');
  await turn();
  expect(client.frames.map(({ event }) => event)).toEqual(['tape.hello', 'tape.failed']);
  expect(client.seen('tape.failed')).toEqual([{ code: 'store_failed', message: 'the disk is gone' }]);
  expect(client.aborted).toBe(true);
  expect(reported).toEqual([failure]);
  expect(tape.readers.count()).toBe(0);
  jest.restoreAllMocks();
  await tape.close();
});

it('keeps nothing of a reader that has left, and says when a topic has none any more', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const unwatched: string[] = [];
  tape.readers.onUnwatched((topic) => unwatched.push(topic));
  const clients = [new RecordingClient(tape, ['news/a']), new RecordingClient(tape, ['news/a', 'news/b'])];
  for (const client of clients) await client.connect();
  await turn();
  clients[0]?.leave();
  expect(unwatched).toEqual([]);
  clients[1]?.leave();
  clients[1]?.leave();
  expect(unwatched).toEqual(['news/a', 'news/b']);
  expect(tape.readers.count()).toBe(0);
  expect(tape.readers.count('news/a')).toBe(0);
  await tape.close();
});

it('encodes an event once for all its readers', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const chunks = new Set<Uint8Array>();
  const sink = {
    write: (frames: readonly { chunk: Uint8Array; frame: { event: string } }[]) => {
      for (const { frame, chunk } of frames) if (frame.event === 'news.published') chunks.add(chunk);
      return true;
    },
    end: () => undefined,
    abort: () => undefined,
  };
  for (let i = 0; i < 10; i += 1) tape.readers.open(await tape.readers.prepare({ topics: ['news/a'] }), sink);
  await turn();
  await tape.writer.append('news/a', [story]);
  expect(chunks.size).toBe(1);
  await tape.close();
});

it('writes several events of one append in one write', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const writes: number[] = [];
  const sink = {
    write: (frames: readonly unknown[]) => writes.push(frames.length) > 0,
    end: () => undefined,
    abort: () => undefined,
  };
  tape.readers.open(await tape.readers.prepare({ topics: ['news/a'] }), sink);
  await turn();
  writes.length = 0;
  await tape.writer.append(
    'news/a',
    Array.from({ length: 10 }, () => story),
  );
  expect(writes).toEqual([10]);
  await tape.close();
});

it('asks the store once for readers that come back to the same place together', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store, { recentEvents: 0, pageEvents: 10 });
  const { events } = await tape.writer.append('news/a', Array<typeof story>(45).fill(story));
  const cursor = formatCursor({ epoch: store.epoch, seq: events[0]?.seq ?? 0 });
  const reads = jest.spyOn(store, 'read');
  const clients = Array.from({ length: 200 }, () => new RecordingClient(tape, ['news/a']));
  for (const client of clients) await client.connect(cursor);
  await turn();
  for (const client of clients) expect(client.frames).toHaveLength(2 + 44);
  // Five pages; the empty one at the end is nobody's for long, and costs next to nothing.
  const places = reads.mock.calls.map(([, after]) => after).filter((after) => after < 45);
  expect(places).toEqual([1, 11, 21, 31, 41]);
  await tape.close();
});

it('asks a store that takes its time once too, and shows everybody what comes meanwhile', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store, { recentEvents: 0, pageEvents: 10 });
  const { events } = await tape.writer.append('news/a', Array<typeof story>(45).fill(story));
  const cursor = formatCursor({ epoch: store.epoch, seq: events[0]?.seq ?? 0 });
  const read = store.read.bind(store);
  const reads = jest.spyOn(store, 'read').mockImplementation(async (...asked) => {
    const page = await read(...asked);
    await turn();
    return page;
  });
  const clients = Array.from({ length: 200 }, () => new RecordingClient(tape, ['news/a']));
  for (const client of clients.slice(0, 100)) await client.connect(cursor);
  for (let n = 0; n < 4; n += 1) await turn();
  await tape.writer.append('news/a', [story]);
  for (const client of clients.slice(100)) await client.connect(cursor);
  for (let n = 0; n < 20; n += 1) await turn();
  for (const client of clients) expect(client.frames).toHaveLength(2 + 45);
  expect(reads.mock.calls.length).toBeLessThan(20);
  expect(tape.readers.stats().storeReads).toBe(reads.mock.calls.length);
  jest.restoreAllMocks();
  await tape.close();
});
