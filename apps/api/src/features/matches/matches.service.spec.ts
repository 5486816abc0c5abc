import { matches } from '@tickertape/events';
import { matchFixtures } from '@tickertape/events/testing';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { parseCursor, type Topic } from '@tickertape/wire';
import { MatchesService } from './matches.service';

const { samples } = matchFixtures;

async function schedule(tape: Tape, id: string, kickOff: string): Promise<void> {
  const data = { ...samples['matches.scheduled'], kickOff };
  await tape.writer.append(`matches/${id}`, [{ type: 'matches.scheduled', data }]);
}

/** A store in which something happens between the list of topics and their states. */
class BusyStore extends MemoryTapeStore {
  meanwhile: () => Promise<void> = async () => undefined;

  override async topics(query: Parameters<MemoryTapeStore['topics']>[0]): Promise<readonly Topic[]> {
    await this.meanwhile();
    return super.topics(query);
  }
}

let store: BusyStore;
let tape: Tape;
let service: MatchesService;

beforeEach(async () => {
  store = new BusyStore();
  tape = await Tape.open(store);
  tape.families.register({ family: matches, check: () => [] });
  service = new MatchesService(tape);
});
afterEach(() => tape.close());

it('lists matches by kick-off, whatever the offset of its time, and one that nobody has scheduled last', async () => {
  await tape.writer.append('matches/a', [{ type: 'matches.half_time', data: {} }]);
  await schedule(tape, 'b', '2026-07-01T12:00:00Z');
  await schedule(tape, 'c', '2026-07-01T12:30:00+02:00');
  expect((await service.list()).items.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

it('is of the place that its cursor names: what comes meanwhile is left to the stream', async () => {
  await schedule(tape, 'a', '2026-07-01T12:00:00Z');
  store.meanwhile = async () => {
    await tape.writer.append('matches/a', [{ type: 'matches.kicked_off', data: {} }]);
    await schedule(tape, 'b', '2026-07-01T15:00:00Z');
  };
  const { items, cursor } = await service.list();
  expect(items).toMatchObject([{ id: 'a', status: 'scheduled', version: 1 }]);
  const rest = await store.read(['matches/*'], parseCursor(cursor)?.seq ?? Number.NaN, 10);
  expect(rest.map(({ topic, version }) => [topic, version])).toEqual([
    ['matches/a', 2],
    ['matches/b', 1],
  ]);
});
