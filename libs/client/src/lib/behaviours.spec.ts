import { BEHAVIOURS } from '../testing/behaviours';
import { startRoomServer, type RoomServer } from '../testing/room-server';
import { tryBehaviour } from '../testing/trial';

describe('in Node, a client', () => {
  let server: RoomServer;
  beforeAll(async () => void (server = await startRoomServer()));
  afterAll(() => server[Symbol.asyncDispose]());

  it.each(BEHAVIOURS)('$name', (behaviour) => tryBehaviour(behaviour, server.url));
});
