import type { Drain } from '@tickertape/wire';
import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const story = { type: 'news.published', data: { storyId: '1', headline: 'Tick' } };
const delta = (text: string) => ({ type: 'generations.delta', data: { text } });

let tape: Tape;
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  const options = { heartbeatMs: 1_000, maxStreamMs: 100_000, retryMs: 2_000, stallMs: 5_000, random: () => 0.5 };
  tape = await openTape(new MemoryTapeStore(), options);
});
afterEach(async () => {
  await tape.close();
  jest.useRealTimers();
});

async function connect(topic: 'news/a' | 'generations/1' = 'news/a', maxHz?: number): Promise<RecordingClient> {
  const client = new RecordingClient(tape, [topic], maxHz);
  await client.connect();
  await turn();
  return client;
}

it('sends a heartbeat before its silence has lasted for heartbeatMs, and only in silence', async () => {
  const client = await connect();
  jest.advanceTimersByTime(700);
  await tape.writer.append('news/a', [story]);
  jest.advanceTimersByTime(700);
  expect(client.seen('tape.heartbeat')).toEqual([]);
  jest.advanceTimersByTime(300);
  expect(client.seen('tape.heartbeat')).toEqual([{ time: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  jest.advanceTimersByTime(10_000);
  expect(client.seen('tape.heartbeat').length).toBeGreaterThanOrEqual(10);
});

it('moves the cursor of a heartbeat on over events of other topics', async () => {
  const client = await connect();
  await tape.writer.append('news/b', [story, story]);
  jest.advanceTimersByTime(1_000);
  expect(client.frames.at(-1)).toMatchObject({ event: 'tape.heartbeat', id: `${tape.store.epoch}-2` });
});

it('ends a connection at the end of its lifetime, which is jittered', async () => {
  const client = await connect();
  expect(client.seen('tape.hello')).toEqual([expect.objectContaining({ maxStreamMs: 90_000 })]);
  jest.advanceTimersByTime(90_000);
  expect(client.seen('tape.drain')).toEqual([{ reason: 'lifetime', retryMs: 3_000 }]);
  expect(client.frames.at(-1)).toMatchObject({ event: 'tape.drain', retry: 3_000 });
  expect(client.ended).toBe(true);
});

it('cuts a reader whose socket stays full, without a word, and nobody else', async () => {
  const stalled = await connect();
  const well = await connect();
  stalled.fill();
  await tape.writer.append('news/a', [story]);
  jest.advanceTimersByTime(4_900);
  expect(stalled.aborted).toBe(false);
  jest.advanceTimersByTime(1_200);
  expect(stalled.aborted).toBe(true);
  expect(well.aborted).toBe(false);
  expect(tape.readers.count()).toBe(1);
});

it('writes nothing for a full socket, and all that is missing when there is room again', async () => {
  const client = await connect();
  client.fill();
  await tape.writer.append('news/a', [story]);
  const written = client.frames.length;
  for (let i = 0; i < 50; i += 1) await tape.writer.append('news/a', [story]);
  expect(client.frames.length).toBe(written);
  client.drain();
  await turn();
  expect(client.version('news/a')).toBe(51);
  expect(client.faults).toEqual([]);
});

it('merges what a slow reader has missed, and cursors count it', async () => {
  const client = await connect('generations/1').catch(() => undefined);
  expect(client).toBeUndefined();
  await tape.writer.append('generations/1', [delta('0')]);
  const slow = await connect('generations/1');
  slow.fill();
  await tape.writer.append('generations/1', [delta('1')]);
  for (let i = 2; i <= 20; i += 1) await tape.writer.append('generations/1', [delta(` ${i}`)]);
  jest.advanceTimersByTime(500);
  slow.drain();
  await turn();
  expect(slow.events.at(-1)?.message).toMatchObject({ merged: 19, version: 21 });
  expect(slow.lastEventId).toBe(`${tape.store.epoch}-21`);
  expect(slow.faults).toEqual([]);
});

it('sends at most maxHz events a second, merged, and the first one at once', async () => {
  await tape.writer.append('generations/1', [delta('0')]);
  const client = await connect('generations/1', 4);
  const times: number[] = [];
  for (let i = 1; i <= 100; i += 1) {
    const before = client.events.length;
    await tape.writer.append('generations/1', [delta(` ${i}`)]);
    await turn();
    jest.advanceTimersByTime(20);
    await turn();
    if (client.events.length > before) times.push(i * 20);
    if (i === 1) expect(client.events).toHaveLength(1);
  }
  jest.advanceTimersByTime(250);
  await turn();
  expect(client.events.length).toBeGreaterThanOrEqual(8);
  expect(client.events.length).toBeLessThanOrEqual(10);
  expect(client.version('generations/1')).toBe(101);
  expect(client.faults).toEqual([]);
});

it('keeps to a pace slower than a timer can wait, and does not spin', async () => {
  await tape.writer.append('generations/1', [delta('0')]);
  const client = await connect('generations/1', 1e-300);
  await tape.writer.append('generations/1', [delta(' 1')]);
  await turn();
  await tape.writer.append('generations/1', [delta(' 2')]);
  await turn();
  const reads = jest.spyOn(tape.readers.pages, 'next');
  for (let i = 0; i < 20; i += 1) {
    jest.advanceTimersByTime(100);
    await turn();
  }
  expect(reads).not.toHaveBeenCalled();
  expect(client.version('generations/1')).toBe(2);
});

describe.each([
  ['back', -3_600_000],
  ['forward', 3_600_000],
])('while the time of day is set %s by an hour', (_, jumpMs) => {
  const jump = () => jest.setSystemTime(Date.now() + jumpMs);

  it('heartbeats come as before, and say the new time', async () => {
    const client = await connect();
    jump();
    jest.advanceTimersByTime(800);
    expect(client.seen('tape.heartbeat')).toEqual([{ time: new Date(Date.now()).toISOString() }]);
    expect(client.ended).toBe(false);
  });

  it('a connection keeps its lifetime', async () => {
    const client = await connect();
    jump();
    jest.advanceTimersByTime(89_000);
    expect(client.ended).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(client.seen('tape.drain')).toEqual([{ reason: 'lifetime', retryMs: 3_000 }]);
  });

  it('a stalled reader keeps its deadline', async () => {
    const stalled = await connect();
    stalled.fill();
    await tape.writer.append('news/a', [story]);
    jump();
    jest.advanceTimersByTime(4_700);
    expect(stalled.aborted).toBe(false);
    jest.advanceTimersByTime(500);
    expect(stalled.aborted).toBe(true);
  });

  it('a throttled stream keeps its pace', async () => {
    await tape.writer.append('generations/1', [delta('0')]);
    const client = await connect('generations/1', 4);
    await tape.writer.append('generations/1', [delta(' 1')]);
    await turn();
    jump();
    await tape.writer.append('generations/1', [delta(' 2')]);
    await turn();
    expect(client.version('generations/1')).toBe(2);
    jest.advanceTimersByTime(250);
    await turn();
    expect(client.version('generations/1')).toBe(3);
  });
});

it('tells every reader of a shutdown, each with a time of its own to come back', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => connect()));
  tape.readers.drain('shutdown');
  for (const client of clients) {
    expect(client.seen<Drain>('tape.drain')).toEqual([{ reason: 'shutdown', retryMs: 3_000 }]);
    expect(client.ended).toBe(true);
  }
  const late = await connect();
  expect(late.frames.map(({ event }) => event)).toEqual(['tape.hello', 'tape.drain']);
  expect(tape.readers.count()).toBe(0);
});
