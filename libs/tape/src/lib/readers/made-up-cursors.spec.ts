import { newsFixtures, quoteFixtures } from '@tickertape/events/testing';
import { formatCursor, type Topic } from '@tickertape/wire';
import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { until } from '../contract/turns';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';

const PAGE_EVENTS = 10;
const sampled = (samples: object, type: string) => ({ type, data: (samples as Record<string, object>)[type] ?? {} });
const quote = sampled(quoteFixtures.samples, 'quotes.updated');
const story = sampled(newsFixtures.samples, 'news.published');

let store: MemoryTapeStore;
let tape: Tape;
beforeEach(async () => {
  store = new MemoryTapeStore();
  tape = await openTape(store, { pageEvents: PAGE_EVENTS, recentEvents: 0 });
});
afterEach(() => tape.close());

const inPage = (seq: number, after: number, upTo: number): string =>
  formatCursor({ epoch: store.epoch, seq, page: { after, upTo } });

async function connect(topics: Topic[], cursor: string, snapshots: Topic[] = []): Promise<RecordingClient> {
  const client = new RecordingClient(tape, topics);
  await client.connect(cursor, snapshots);
  await until(() => client.isCaughtUp);
  return client;
}
const types = ({ frames }: RecordingClient) => frames.map(({ event }) => event);

it('are malformed when their page is wider than any that was given, and no more than a page is read for them', async () => {
  for (let n = 0; n < 500; n += 1) await tape.writer.append('quotes/A', [quote]);
  const read = jest.spyOn(store, 'read');
  const client = await connect(['quotes/*'], inPage(1, 0, 400));
  expect(types(client)).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
  expect(client.seen('tape.gap')).toEqual([{ topic: 'quotes/*', reason: 'malformed', missed: null }]);
  expect(client.frames[0]?.id).toBe('');
  const pages = await Promise.all(
    read.mock.calls.flatMap(([topics], i) => (topics.includes('quotes/*') ? read.mock.results[i]?.value : [])),
  );
  expect(pages.flat().length).toBeLessThanOrEqual(2 * PAGE_EVENTS);
});

it('of a page as wide as a page may be are used', async () => {
  for (let n = 0; n < PAGE_EVENTS + 5; n += 1) await tape.writer.append('quotes/A', [quote]);
  const client = await connect(['quotes/A'], inPage(1, 0, PAGE_EVENTS));
  expect(client.seen('tape.gap')).toEqual([]);
  expect(client.events[0]?.message).toMatchObject({ version: PAGE_EVENTS, merged: PAGE_EVENTS });
});

it('are not taken for it because a topic that is asked for has more in the page', async () => {
  await tape.writer.append('quotes/A', [quote]);
  for (let n = 0; n < 50; n += 1) await tape.writer.append('news/busy', [story]);
  await tape.writer.append('quotes/B', [quote]);
  await tape.writer.append('quotes/A', [quote]);
  const cursor = inPage(52, 0, 53);
  const client = await connect(['quotes/A', 'quotes/B', 'news/busy'], cursor, ['news/busy']);
  expect(client.seen('tape.gap')).toEqual([]);
  expect(client.seen('tape.snapshot')).toEqual([expect.objectContaining({ topic: 'news/busy', version: 50 })]);
  expect(client.events.map(({ message }) => message.topic)).toEqual(['quotes/A']);
});

it('from the start are of use with more topics than a call takes arguments', async () => {
  const many = Array.from({ length: 150_000 }, (_, n): Topic => `news/${n}`);
  jest
    .spyOn(store, 'topics')
    .mockImplementation(async ({ after }) =>
      after === undefined ? many.slice(0, 500) : after === many[499] ? many.slice(500) : [],
    );
  const { start } = await tape.readers.prepare({ topics: ['news/*'], cursor: 'start' });
  expect(start).toMatchObject({ kind: 'resume', cursor: { seq: 0 } });
});
