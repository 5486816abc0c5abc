import { openTape } from './contract/histories';
import { MemoryTapeStore } from './memory-store';
import { TopicStates } from './topic-states';

const delta = (text: string) => ({ type: 'generations.delta', data: { text } });

it('folds a topic on demand, and follows it from then on', async () => {
  const tape = await openTape(new MemoryTapeStore());
  await tape.writer.append('generations/1', [delta('a')]);
  expect(await tape.states.get('generations/1')).toMatchObject({
    version: 1,
    seq: 1,
    closed: false,
    state: { text: 'a' },
  });
  await tape.writer.append('generations/1', [delta('b')]);
  expect(tape.states.peek('generations/1')).toMatchObject({ version: 2, state: { text: 'ab' } });
  await tape.close();
});

it('misses no event that is appended while it folds', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  for (let i = 0; i < 1_200; i += 1) await tape.writer.append('generations/1', [delta('x')]);
  const states = new TopicStates(store, tape.families);
  const loading = states.get('generations/1');
  for (let i = 0; i < 50; i += 1) await tape.writer.append('generations/1', [delta('y')]);
  await loading;
  expect(states.peek('generations/1')).toMatchObject({
    version: 1_250,
    state: { text: 'x'.repeat(1_200) + 'y'.repeat(50) },
  });
  states.close();
  await tape.close();
});

it('stores a snapshot now and then, so that a cold start folds little', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  await tape.states.get('generations/1');
  for (let i = 0; i < 1_100; i += 1) await tape.writer.append('generations/1', [delta('x')]);
  const snapshot = await store.loadSnapshot('generations/1');
  expect(snapshot?.version).toBeGreaterThanOrEqual(1_000);
  const read = jest.spyOn(store, 'read');
  const cold = new TopicStates(store, tape.families);
  expect(await cold.get('generations/1')).toMatchObject({ version: 1_100, state: { text: 'x'.repeat(1_100) } });
  expect(read.mock.calls[0]?.[1]).toBe(snapshot?.seq);
  cold.close();
  await tape.close();
});

it('knows that a topic is finished when its snapshot holds its last event', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  await tape.writer.append('orders/1', [{ type: 'orders.cancelled', data: {} }]);
  await tape.states.save('orders/1');
  await store.trim('orders/1', 1);
  const cold = new TopicStates(store, tape.families);
  expect(await cold.get('orders/1')).toMatchObject({ version: 1, closed: true, state: { status: 'cancelled' } });
  cold.close();
  await tape.close();
});

it('gives the state as it was at any place, or none where events are gone', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  for (const letter of 'abcdef') await tape.writer.append('generations/1', [delta(letter)]);
  for (let seq = 0; seq <= 6; seq += 1) {
    expect(await tape.states.at('generations/1', seq)).toMatchObject({
      version: seq,
      state: { text: 'abcdef'.slice(0, seq) },
    });
  }
  await tape.states.save('generations/1');
  await store.trim('generations/1', 3);
  expect(await tape.states.at('generations/1', 2)).toBeUndefined();
  expect(await tape.states.at('generations/1', 6)).toMatchObject({ version: 6 });
  await tape.close();
});

it('lets go of the states that were not asked for the longest', async () => {
  const tape = await openTape(new MemoryTapeStore());
  const states = new TopicStates(tape.store, tape.families, 2);
  for (const topic of ['news/a', 'news/b', 'news/a', 'news/c'] as const) await states.get(topic);
  expect(states.peek('news/b')).toBeUndefined();
  expect(states.peek('news/a')).toBeDefined();
  states.close();
  await tape.close();
});

it('has no state of a whole family, nor of what cannot be a topic', async () => {
  const tape = await openTape(new MemoryTapeStore());
  for (const topic of ['news/*', 'news/a b', 'news/'] as const) {
    await expect(tape.states.get(topic)).rejects.toMatchObject({ code: 'topic_not_found' });
  }
  await tape.close();
});
