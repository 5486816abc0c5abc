import { matchFixtures, orderFixtures } from '@tickertape/events/testing';
import { formatCursor, START, type Topic } from '@tickertape/wire';
import { openTape } from '../contract/histories';
import { RecordingClient } from '../contract/recording-client';
import { until } from '../contract/turns';
import { MemoryTapeStore } from '../memory-store';
import type { Tape } from '../tape';

const sampled = (samples: object, type: string) => ({ type, data: (samples as Record<string, object>)[type] ?? {} });
const match = (type: string) => sampled(matchFixtures.samples, `matches.${type}`);
const finished = [match('kicked_off'), match('abandoned')];

let tape: Tape;
beforeEach(async () => {
  tape = await openTape(new MemoryTapeStore());
});
afterEach(() => tape.close());

async function connect(topics: Topic[], cursor?: string, snapshots: Topic[] = []): Promise<RecordingClient> {
  const client = new RecordingClient(tape, topics);
  await client.connect(cursor, snapshots);
  await until(() => client.isCaughtUp);
  return client;
}
const cursorAt = (seq: number) => formatCursor({ epoch: tape.store.epoch, seq });
const ends = (client: RecordingClient) => client.seen<{ topic: string }>('tape.closed').map(({ topic }) => topic);
const typesAndIds = ({ frames }: RecordingClient) => frames.map(({ event, id }) => [event, id]);

describe('the end of a topic of a whole family', () => {
  it('is told right behind its last event, before any other, in a replay and live', async () => {
    await tape.writer.append('matches/1', finished);
    await tape.writer.append('matches/2', [match('kicked_off')]);
    const client = await connect(['matches/*'], START);
    await tape.writer.append('matches/2', [match('abandoned')]);
    expect(typesAndIds(client).slice(1)).toEqual([
      ['matches.kicked_off', cursorAt(1)],
      ['matches.abandoned', cursorAt(2)],
      ['tape.closed', cursorAt(2)],
      ['matches.kicked_off', cursorAt(3)],
      ['tape.caught-up', cursorAt(3)],
      ['matches.abandoned', cursorAt(4)],
      ['tape.closed', cursorAt(4)],
    ]);
  });

  it('is told right behind its snapshot', async () => {
    await tape.writer.append('matches/1', finished);
    await tape.writer.append('matches/2', [match('kicked_off')]);
    expect(typesAndIds(await connect(['matches/*']))).toEqual([
      ['tape.hello', ''],
      ['tape.snapshot', ''],
      ['tape.closed', ''],
      ['tape.snapshot', cursorAt(3)],
      ['tape.caught-up', cursorAt(3)],
    ]);
  });

  it('is not told again to a reader with a later cursor, and is to one that has no more than its last event', async () => {
    for (let n = 1; n <= 50; n += 1) await tape.writer.append(`matches/${n}`, finished);
    await tape.writer.append('matches/last', [match('kicked_off')]);
    expect(ends(await connect(['matches/*'], cursorAt(101)))).toEqual([]);
    expect(ends(await connect(['matches/*'], cursorAt(100)))).toEqual(['matches/50']);
    expect(ends(await connect(['matches/*'], cursorAt(97)))).toEqual(['matches/49', 'matches/50']);
  });

  it('is told at every connection when it is named too, and once when it is asked for', async () => {
    for (const n of [1, 2, 3]) await tape.writer.append(`matches/${n}`, finished);
    expect(ends(await connect(['matches/2', 'matches/*'], cursorAt(5)))).toEqual(['matches/3', 'matches/2']);
    expect(ends(await connect(['matches/*'], cursorAt(6), ['matches/1', 'matches/3']))).toEqual([
      'matches/1',
      'matches/3',
    ]);
  });

  it('is told of a topic of which nothing is retained', async () => {
    await tape.writer.append('matches/1', finished);
    await tape.states.save('matches/1');
    await tape.store.trim('matches/1', 2);
    expect(ends(await connect(['matches/*'], START))).toEqual(['matches/1']);
  });
});

it('a reader inside a page learns of the end of a named topic whose last event it has', async () => {
  const order = (type: string) => sampled(orderFixtures.samples, `orders.${type}`);
  await tape.writer.append('orders/1', [order('received')]);
  await tape.writer.append('orders/2', [order('received')]);
  await tape.writer.append('orders/1', [order('cancelled')]);
  await tape.writer.append('orders/2', [order('cancelled')]);
  const cursor = formatCursor({ epoch: tape.store.epoch, seq: 3, page: { after: 0, upTo: 4 } });
  const client = await connect(['orders/1', 'orders/2'], cursor);
  expect(ends(client)).toEqual(['orders/1', 'orders/2']);
  expect(client.ended).toBe(true);
});
