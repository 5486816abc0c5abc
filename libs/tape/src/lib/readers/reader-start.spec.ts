import { news, orders, generations, type AnyFamily } from '@tickertape/events';
import { newsFixtures, orderFixtures, quoteFixtures } from '@tickertape/events/testing';
import { formatCursor, START, type Topic } from '@tickertape/wire';
import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const typed = (samples: object, type: string) => ({ type, data: (samples as Record<string, object>)[type] ?? {} });
const order = (...types: string[]) => types.map((type) => typed(orderFixtures.samples, `orders.${type}`));
const story = () => typed(newsFixtures.samples, 'news.published');

let tape: Tape;
beforeEach(async () => {
  tape = await openTape(new MemoryTapeStore());
});
afterEach(() => tape.close());

/** A client that has connected and been shown what there is. */
async function connect(topics: Topic[], cursor?: string): Promise<RecordingClient> {
  const client = new RecordingClient(tape, topics);
  await client.connect(cursor);
  await turn();
  return client;
}

/** The same, with snapshots asked for. */
async function connectAsking(topics: Topic[], cursor: string, snapshots: Topic[]): Promise<RecordingClient> {
  const client = new RecordingClient(tape, topics);
  await client.connect(cursor, snapshots);
  await turn();
  return client;
}
const types = ({ frames }: RecordingClient) => frames.map(({ event }) => event);
const cursorAt = (seq: number) => formatCursor({ epoch: tape.store.epoch, seq });

describe('from the start', () => {
  it('has every retained event of topics that were trimmed, and no gap; nor after a cut before the first of them', async () => {
    await tape.close();
    tape = await openTape(new MemoryTapeStore(), { recentEvents: 0 });
    for (let n = 0; n < 3; n += 1) await tape.writer.append('news/a', [story()]);
    await tape.writer.append('news/b', [story(), story()]);
    await tape.store.trim('news/a', 2);
    const [one, both] = [await connect(['news/a'], START), await connect(['news/b', 'news/a'], START)];
    expect(types(one)).toEqual(['tape.hello', 'news.published', 'tape.caught-up']);
    expect(types(both).filter((type) => type === 'news.published')).toHaveLength(3);
    expect(both.seen('tape.gap')).toEqual([]);
    const resumed = await connect(['news/a'], one.frames[0]?.id);
    expect(types(resumed)).toEqual(['tape.hello', 'news.published', 'tape.caught-up']);
  });
});

describe('without a cursor', () => {
  it('shows a snapshot, then the tail', async () => {
    await tape.writer.append('orders/1', order('received', 'cooking_started'));
    const client = await connect(['orders/1']);
    await tape.writer.append('orders/1', order('out_for_delivery'));
    expect(types(client)).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'orders.out_for_delivery']);
    expect(client.seen('tape.snapshot')).toEqual([
      expect.objectContaining({ topic: 'orders/1', version: 2, state: expect.objectContaining({ status: 'cooking' }) }),
    ]);
  });

  it('gives frames the empty id until the last snapshot, and the cursor reached from there on', async () => {
    await tape.writer.append('orders/1', order('received'));
    await tape.writer.append('orders/2', order('received'));
    const client = await connect(['orders/1', 'orders/2']);
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual([
      ['tape.hello', ''],
      ['tape.snapshot', ''],
      ['tape.snapshot', cursorAt(2)],
      ['tape.caught-up', cursorAt(2)],
    ]);
  });

  it('shows a finished topic as closed, and ends', async () => {
    await tape.writer.append('orders/1', order('received', 'cancelled'));
    const client = await connect(['orders/1']);
    expect(types(client)).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'tape.closed']);
    expect(client.seen('tape.snapshot')).toEqual([expect.objectContaining({ closed: true })]);
    expect(client.ended).toBe(true);
  });

  it('opens a topic that has no events yet, where its family allows that', async () => {
    const client = await connect(['news/later']);
    await tape.writer.append('news/later', [story()]);
    expect(types(client)).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'news.published']);
  });

  it('shows every topic of a whole family, and those born later as they come', async () => {
    await tape.writer.append('news/a', [story()]);
    await tape.writer.append('news/b', [story()]);
    const client = await connect(['news/*']);
    await tape.writer.append('news/c', [story()]);
    expect(client.seen<{ topic: string }>('tape.snapshot').map(({ topic }) => topic)).toEqual(['news/a', 'news/b']);
    expect(client.events.map(({ message }) => message.topic)).toEqual(['news/c']);
  });

  it('gives an event once to a stream that has both its topic and its family', async () => {
    const client = await connect(['news/a', 'news/*']);
    await tape.writer.append('news/a', [story(), story()]);
    expect(client.events.map(({ message }) => message.version)).toEqual([1, 2]);
  });
});

describe('with a cursor', () => {
  it('gives exactly the events after it, and no snapshot', async () => {
    await tape.writer.append('orders/1', order('received', 'cooking_started', 'out_for_delivery'));
    const client = await connect(['orders/1'], cursorAt(1));
    expect(types(client)).toEqual([
      'tape.hello',
      'orders.cooking_started',
      'orders.out_for_delivery',
      'tape.caught-up',
    ]);
    expect(client.frames[0]?.id).toBe(cursorAt(1));
  });

  it('replays every retained event from the start', async () => {
    await tape.writer.append('orders/1', order('received', 'cooking_started'));
    const client = await connect(['orders/1'], START);
    expect(types(client)).toEqual(['tape.hello', 'orders.received', 'orders.cooking_started', 'tape.caught-up']);
  });

  it('says that nothing will follow to a reader that has the last event', async () => {
    await tape.writer.append('orders/1', order('received', 'cancelled'));
    expect(await new RecordingClient(tape, ['orders/1']).connect(cursorAt(2))).toBe(false);
    const before = await connect(['orders/1'], cursorAt(1));
    expect(types(before)).toEqual(['tape.hello', 'orders.cancelled', 'tape.caught-up', 'tape.closed']);
    expect(before.ended).toBe(true);
  });

  it('tells of a topic that finished before the cursor, beside one that goes on', async () => {
    await tape.writer.append('orders/1', order('received', 'cancelled'));
    await tape.writer.append('orders/2', order('received'));
    const client = await connect(['orders/1', 'orders/2'], cursorAt(3));
    expect(types(client)).toEqual(['tape.hello', 'tape.caught-up', 'tape.closed']);
    expect(client.ended).toBe(false);
  });

  it('shows a topic that is asked for as it was at the cursor', async () => {
    await tape.writer.append('orders/1', order('received'));
    await tape.writer.append('orders/2', order('received'));
    await tape.writer.append('orders/2', order('cooking_started'));
    const client = await connectAsking(['orders/1', 'orders/2'], cursorAt(2), ['orders/2']);
    expect(types(client)).toEqual(['tape.hello', 'tape.snapshot', 'orders.cooking_started', 'tape.caught-up']);
    expect(client.faults).toEqual([]);
    expect(client.version('orders/2')).toBe(2);
  });

  it('shows a whole family that is asked for as it was at the cursor, before any event', async () => {
    for (const topic of ['news/a', 'news/b', 'news/a', 'news/b', 'news/born'] as const) {
      await tape.writer.append(topic, [story()]);
    }
    const client = await connectAsking(['news/*'], cursorAt(2), ['news/*', 'news/b']);
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual([
      ['tape.hello', cursorAt(2)],
      ['tape.snapshot', cursorAt(2)],
      ['tape.snapshot', cursorAt(2)],
      ['news.published', cursorAt(3)],
      ['news.published', cursorAt(4)],
      ['news.published', cursorAt(5)],
      ['tape.caught-up', cursorAt(5)],
    ]);
    expect(client.faults).toEqual([]);
    expect(['news/a', 'news/b', 'news/born'].map((topic) => client.version(topic as Topic))).toEqual([2, 2, 1]);
  });

  it('shows a topic of a whole family that is asked for, and no other; also one that is not there', async () => {
    await tape.writer.append('news/a', [story()]);
    const client = await connectAsking(['news/*', 'matches/*'], cursorAt(1), ['news/a', 'matches/gone']);
    expect(client.seen('tape.snapshot')).toEqual([
      expect.objectContaining({ topic: 'news/a', version: 1 }),
      expect.objectContaining({ topic: 'matches/gone', version: 0 }),
    ]);
  });

  it('shows a whole family as of the end of the page that its cursor is in, and nothing of that page again', async () => {
    for (const topic of ['quotes/A', 'quotes/B', 'quotes/A', 'quotes/B'] as const) {
      await tape.writer.append(topic, [typed(quoteFixtures.samples, 'quotes.updated')]);
    }
    const inPage = formatCursor({ epoch: tape.store.epoch, seq: 2, page: { after: 0, upTo: 3 } });
    const client = await connectAsking(['quotes/*'], inPage, ['quotes/*']);
    expect(types(client)).toEqual(['tape.hello', 'tape.snapshot', 'tape.snapshot', 'quotes.updated', 'tape.caught-up']);
    expect(client.faults).toEqual([]);
    expect(['quotes/A', 'quotes/B'].map((topic) => client.version(topic as Topic))).toEqual([2, 2]);
  });

  it('tells of a gap when what is asked for is not known any more as it was at the cursor', async () => {
    for (const topic of ['news/a', 'news/b', 'news/a', 'news/a'] as const) await tape.writer.append(topic, [story()]);
    // What is kept of it is its state as of 4 and its events after 1.
    await tape.states.save('news/a');
    await tape.store.trim('news/a', 1);
    const client = await connectAsking(['news/*'], cursorAt(3), ['news/*']);
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual([
      ['tape.hello', cursorAt(3)],
      ['tape.gap', ''],
      ['tape.snapshot', ''],
      ['tape.snapshot', cursorAt(4)],
      ['tape.caught-up', cursorAt(4)],
    ]);
    expect(client.seen('tape.gap')).toEqual([{ topic: 'news/a', reason: 'expired', missed: null }]);
    expect(client.version('news/a')).toBe(3);
  });

  it.each([
    ['malformed', () => 'no cursor'],
    ['epoch', () => 'otherepoch-1'],
    ['ahead', () => cursorAt(99)],
  ])('tells of a gap, reason %s, and shows a snapshot', async (reason, cursor) => {
    await tape.writer.append('orders/1', order('received'));
    const client = await connect(['orders/1'], cursor());
    expect(types(client)).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
    expect(client.seen('tape.gap')).toEqual([{ topic: 'orders/1', reason, missed: null }]);
    expect(client.frames.map(({ id }) => id)).toEqual(['', '', cursorAt(1), cursorAt(1)]);
  });

  it('tells of a gap when events after the cursor are no longer retained', async () => {
    await tape.writer.append('news/a', [story(), story(), story()]);
    await tape.states.save('news/a');
    await tape.store.trim('news/a', 2);
    const lost = await connect(['news/a'], cursorAt(1));
    expect(types(lost)).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
    expect(lost.seen('tape.gap')).toEqual([{ topic: 'news/a', reason: 'expired', missed: null }]);
    expect(types(await connect(['news/a'], cursorAt(2)))).toEqual(['tape.hello', 'news.published', 'tape.caught-up']);
  });

  it('tells of a gap also in a topic that is asked for, which an EventSource does with every reconnect', async () => {
    await tape.writer.append('news/a', [story(), story(), story()]);
    await tape.writer.append('news/b', [story()]);
    await tape.states.save('news/a');
    await tape.store.trim('news/a', 2);
    for (const asked of ['news/a', 'news/*'] as const) {
      const client = await connectAsking(['news/*'], cursorAt(1), [asked]);
      expect(client.seen('tape.gap')).toEqual([{ topic: 'news/a', reason: 'expired', missed: null }]);
      expect(client.frames.map(({ id }) => id)).toEqual(['', '', '', cursorAt(4), cursorAt(4)]);
    }
  });

  it('shows a topic of a whole family that is asked for after a gap too, though it is not there', async () => {
    await tape.writer.append('news/a', [story()]);
    const topics = (client: RecordingClient) =>
      client.seen<{ topic: string }>('tape.snapshot').map(({ topic }) => topic);
    for (const cursor of [cursorAt(1), cursorAt(99), '']) {
      const client = await connectAsking(['news/*'], cursor, ['news/unborn']);
      expect(topics(client)).toContain('news/unborn');
    }
  });

  it('tells of a gap when events are trimmed from under a reader whose socket is full', async () => {
    const client = await connect(['news/a']);
    client.fill();
    await tape.writer.append('news/a', [story()]);
    // More than is kept in memory, so that the reader has to go back to the store.
    for (let i = 0; i < 1_100; i += 1) await tape.writer.append('news/a', [story()]);
    await tape.states.save('news/a');
    await tape.store.trim('news/a', 500);
    client.drain();
    await turn();
    expect(client.seen('tape.gap')).toEqual([{ topic: 'news/a', reason: 'expired', missed: null }]);
    expect(client.version('news/a')).toBe(1_101);
    expect(client.faults).toEqual([]);
  });
});

describe('refuses', () => {
  const refusal = (topics: Topic[], maxHz?: number) => tape.readers.prepare({ topics, maxHz });

  it('a topic that does not exist, where existence is required', async () => {
    for (const family of [orders, generations] as AnyFamily[]) {
      await expect(refusal([`${family.name}/none`])).rejects.toMatchObject({ code: 'topic_not_found' });
    }
  });

  it('a family that it does not carry', async () => {
    await expect(refusal(['parcels/1'])).rejects.toMatchObject({ code: 'unknown_family' });
  });

  it('a whole family that is read topic by topic', async () => {
    await expect(refusal(['orders/*'])).rejects.toMatchObject({ code: 'wildcard_forbidden' });
    await expect(refusal([`${news.name}/*`])).resolves.toBeDefined();
  });

  it.each(['', 'start', 'nonsense', 'cursor'])(
    'snapshots of what is not among its topics, with the cursor "%s"',
    async (text) => {
      await tape.writer.append('news/a', [story()]);
      const cursor = text === 'cursor' ? cursorAt(1) : text;
      const ask = (topics: Topic[], snapshots: Topic[]) => tape.readers.prepare({ topics, snapshots, cursor });
      for (const strange of ['notifications/ann', 'news/b', 'news/*', 'parcels/1'] as const) {
        await expect(ask(['news/a'], [strange])).rejects.toMatchObject({
          code: 'bad_parameter',
          message: `"${strange}" is not among the topics of this stream`,
          facts: { errors: [{ path: 'snapshot', message: expect.any(String) }] },
        });
      }
      await expect(ask(['news/*'], ['news/b', 'news/*'])).resolves.toBeDefined();
    },
  );

  it('a throttle on a family that does not merge', async () => {
    await expect(refusal(['news/a'], 4)).rejects.toMatchObject({ code: 'throttle_unsupported' });
  });
});
