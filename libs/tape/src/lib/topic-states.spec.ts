import { openTape } from './contract/histories';
import { MemoryTapeStore } from './memory-store';
import { TopicStates } from './topic-states';

const fail = (error: unknown): never => {
  throw error;
};
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
  expect(await tape.states.get('generations/1')).toMatchObject({ version: 2, state: { text: 'ab' } });
  await tape.close();
});

it('misses no event that is appended while it folds', async () => {
  const store = new MemoryTapeStore();
  const tape = await openTape(store);
  for (let i = 0; i < 1_200; i += 1) await tape.writer.append('generations/1', [delta('x')]);
  const states = new TopicStates(store, tape.families, fail);
  const loading = states.get('generations/1');
  for (let i = 0; i < 50; i += 1) await tape.writer.append('generations/1', [delta('y')]);
  await loading;
  expect(await states.get('generations/1')).toMatchObject({
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
  const cold = new TopicStates(store, tape.families, fail);
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
  const cold = new TopicStates(store, tape.families, fail);
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
  const states = new TopicStates(tape.store, tape.families, fail, 2);
  for (const topic of ['news/a', 'news/b', 'news/a', 'news/c'] as const) await states.get(topic);
  const heads = jest.spyOn(tape.store, 'head');
  for (const topic of ['news/a', 'news/c', 'news/b'] as const) await states.get(topic);
  expect(heads.mock.calls).toEqual([['news/b']]);
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

it('leaves out what its family cannot fold, says so, and goes on', async () => {
  const store = new MemoryTapeStore();
  const errors: unknown[] = [];
  const tape = await openTape(store, { onError: (error) => errors.push(error) });
  const { family } = tape.families.of('generations/1');
  const evolve = jest.spyOn(family, 'evolve').mockImplementation((state, { data }) => {
    if ((data as { text: string }).text === 'b') throw new TypeError('no b');
    return { ...(state as object), text: (state as { text: string }).text + (data as { text: string }).text };
  });
  await tape.states.get('generations/1');
  for (const letter of 'abc') await tape.writer.append('generations/1', [delta(letter)]);
  expect(await tape.states.get('generations/1')).toMatchObject({ version: 3, state: { text: 'ac' } });
  const cold = new TopicStates(store, tape.families, (error) => errors.push(error));
  expect(await cold.get('generations/1')).toEqual(await tape.states.get('generations/1'));
  expect(errors.map(String)).toEqual(
    Array(2).fill('Error: generations/1: generations.delta, version 2, cannot be folded and is left out'),
  );
  evolve.mockRestore();
  cold.close();
  await tape.close();
});
