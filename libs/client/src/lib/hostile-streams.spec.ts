import { EventSource } from 'eventsource';
import { dispatchedBy, parsedFrom, type Dispatched } from '../testing/dispatched';
import { HOSTILE_STREAMS, toBytes } from '../testing/hostile-streams';
import { startRoomServer, type RoomServer } from '../testing/room-server';

/** It waits for what follows the last CR of a stream, and nothing does. */
const WAITS_AFTER_CR = ['lines that end with CR', 'lines that end in all ways'];

/**
 * What the EventSource of npm gives as `lastEventId` of an event without an id is empty, although the standard has the last
 * one: so that is left to the spec with a browser's own.
 */
describe("the EventSource of npm and the client's parser agree", () => {
  let server: RoomServer;
  beforeAll(async () => void (server = await startRoomServer()));
  afterAll(() => server[Symbol.asyncDispose]());

  const typesAndData = (events: readonly Dispatched[]) => events.map(({ type, data }) => ({ type, data }));

  it.each(HOSTILE_STREAMS.filter(({ name }) => !WAITS_AFTER_CR.includes(name)))(
    'on $name',
    async ({ name, chunks }) => {
      const source = new EventSource(`${server.url}/hostile/${encodeURIComponent(name)}`);
      const dispatched = typesAndData(await dispatchedBy(source));
      expect(typesAndData(parsedFrom(chunks.map(toBytes)))).toEqual(dispatched);
      const bytes = chunks.flatMap((chunk) => [...toBytes(chunk)]);
      expect(typesAndData(parsedFrom(bytes.map((byte) => Uint8Array.of(byte))))).toEqual(dispatched);
    },
  );
});
