import { families } from '@tickertape/events';
import { quoteFixtures } from '@tickertape/events/testing';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { QuotesWatch, SILENCE_MS } from './quotes.watch';

const BEGAN = Date.UTC(2026, 10, 22, 9);
let now = BEGAN;
let tape: Tape;
let watch: QuotesWatch;

const update = (topic: `quotes/${string}`) =>
  tape.writer.append(topic, [{ type: 'quotes.updated', data: quoteFixtures.samples['quotes.updated'] }]);
const typesOf = async (topic: `quotes/${string}`) => (await tape.store.read([topic], 0, 100)).map(({ type }) => type);

async function startWatch(): Promise<void> {
  watch = new QuotesWatch(tape);
  await watch.onApplicationBootstrap();
}

beforeEach(async () => {
  now = BEGAN;
  tape = await Tape.open(new MemoryTapeStore(() => now));
  for (const family of families) tape.families.register({ family, check: () => [] });
  await startWatch();
});
afterEach(async () => {
  watch.onModuleDestroy();
  await tape.close();
});

it('says once that a symbol has fallen silent, and since when, and again after the next silence', async () => {
  await update('quotes/ACME');
  await watch.look(BEGAN + SILENCE_MS - 1);
  expect(await typesOf('quotes/ACME')).toEqual(['quotes.updated']);
  for (const later of [0, 1, SILENCE_MS]) await watch.look(BEGAN + SILENCE_MS + later);
  expect(await typesOf('quotes/ACME')).toEqual(['quotes.updated', 'quotes.fell_silent']);
  expect((await tape.states.get('quotes/ACME')).state).toMatchObject({ staleSince: new Date(BEGAN).toISOString() });
  now = BEGAN + 3 * SILENCE_MS;
  await update('quotes/ACME');
  expect((await tape.states.get('quotes/ACME')).state).toMatchObject({ staleSince: null });
  await watch.look(now + SILENCE_MS);
  expect(await typesOf('quotes/ACME')).toHaveLength(4);
});

it('expects nothing of a symbol that is halted', async () => {
  await update('quotes/ACME');
  await tape.writer.append('quotes/ACME', [{ type: 'quotes.halted', data: {} }]);
  await watch.look(BEGAN + 2 * SILENCE_MS);
  expect(await typesOf('quotes/ACME')).toEqual(['quotes.updated', 'quotes.halted']);
});

it('finds after a restart what fell silent before', async () => {
  await update('quotes/ACME');
  watch.onModuleDestroy();
  await startWatch();
  await watch.look(BEGAN + SILENCE_MS - 1);
  expect(await typesOf('quotes/ACME')).toEqual(['quotes.updated']);
  await watch.look(BEGAN + SILENCE_MS);
  expect(await typesOf('quotes/ACME')).toEqual(['quotes.updated', 'quotes.fell_silent']);
});
