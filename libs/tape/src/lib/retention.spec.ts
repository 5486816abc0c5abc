import { defineFamily } from '@tickertape/events';
import { openTape } from './contract/histories';
import { MemoryTapeStore } from './memory-store';

const DAY_MS = 86_400_000;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const story = (n: number) => ({ type: 'news.published', data: { storyId: `${n}`, headline: `${n}` } });

it('keeps a topic near the size that its family retains, and its state whole', async () => {
  const tape = await openTape(new MemoryTapeStore());
  for (let n = 1; n <= 1_350; n += 1) await tape.writer.append('news/a', [story(n)]);
  for (let i = 0; i < 50; i += 1) await turn();
  const { version, trimmedVersion } = await tape.store.head('news/a');
  expect(version).toBe(1_350);
  expect(version - trimmedVersion).toBeLessThanOrEqual(1_100);
  expect(version - trimmedVersion).toBeGreaterThanOrEqual(1_000);
  expect(await tape.states.get('news/a')).toMatchObject({ version: 1_350 });
  await tape.close();
});

it('drops events that are too old, of finished topics too, and keeps their snapshot', async () => {
  let now = 10 * DAY_MS;
  const tape = await openTape(new MemoryTapeStore(() => now), { now: () => now });
  const usage = { promptTokens: 1, completionTokens: 1, totalTokens: 2 };
  await tape.writer.append('generations/1', [{ type: 'generations.delta', data: { text: 'old' } }]);
  await tape.writer.append('generations/1', [{ type: 'generations.cancelled', data: { usage } }]);
  now += 2 * DAY_MS;
  await tape.writer.append('generations/2', [{ type: 'generations.delta', data: { text: 'new' } }]);
  await tape.retention.sweep();
  expect(await tape.store.head('generations/1')).toMatchObject({ trimmedVersion: 2, closed: true });
  expect(await tape.states.get('generations/1')).toMatchObject({
    closed: true,
    state: { text: 'old', status: 'cancelled' },
  });
  expect(await tape.store.head('generations/2')).toMatchObject({ trimmedVersion: 0 });
  await tape.close();
});

it('leaves a family without retention alone', async () => {
  const tape = await openTape(new MemoryTapeStore(() => 1));
  const family = defineFamily({
    name: 'ledgers',
    idName: 'ledgerId',
    events: { 'ledgers.booked': { description: 'An amount was booked.' } },
    retention: {},
    access: { existence: 'open', wholeFamily: false },
    initialState: () => 0,
    evolve: (sum: number) => sum + 1,
  });
  tape.families.register({ family, check: () => [] });
  await tape.writer.append('ledgers/1', [{ type: 'ledgers.booked', data: {} }]);
  await tape.retention.sweep();
  expect(await tape.store.head('ledgers/1')).toMatchObject({ trimmedVersion: 0 });
  await tape.close();
});
