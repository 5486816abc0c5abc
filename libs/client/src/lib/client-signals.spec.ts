import { news } from '@tickertape/events';
import { getEventListeners } from 'node:events';
import { startRoomServer, type RoomServer } from '../testing/room-server';
import { Trial } from '../testing/trial';

describe('a signal that outlives what it would end', () => {
  let server: RoomServer;
  let trial: Trial;
  let signal: AbortSignal;
  beforeAll(async () => void (server = await startRoomServer()));
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => {
    trial = new Trial(server.url);
    ({ signal } = new AbortController());
  });
  afterEach(() => trial.end());

  const listeners = (): number => getEventListeners(signal, 'abort').length;

  it('is let go of by views that were closed, that have finished, or whose client was closed', async () => {
    const client = trial.createClient();
    const view = () => client.view(news, { channel: 'a' }, { signal });
    view().close();
    expect(listeners()).toBe(0);
    const finished = view();
    expect(listeners()).toBe(1);
    await trial.until('live', () => finished.connection.phase === 'live');
    await trial.tell({ kind: 'send', text: 'event: tape.closed\ndata: {"topic":"news/a"}\n\n' });
    await trial.until('finished', () => finished.connection.phase === 'finished');
    expect(listeners()).toBe(0);
    view();
    client.close();
    expect(listeners()).toBe(0);
  });

  it('is let go of by loops that were left, that have ended, or that have failed', async () => {
    const client = trial.createClient();
    const loop = async (isEnough: (type: string) => boolean): Promise<void> => {
      for await (const { type } of client.events(['news/a'], { signal })) if (isEnough(type)) break;
    };
    await loop(() => true);
    expect(listeners()).toBe(0);
    const ended = loop((type) => {
      void trial.tell({ kind: 'send', text: 'event: tape.closed\ndata: {"topic":"news/a"}\n\n' });
      return type === 'none';
    });
    expect(listeners()).toBe(1);
    await ended;
    expect(listeners()).toBe(0);
    const failed = loop(() => false);
    client.close();
    await expect(failed).rejects.toMatchObject({ code: 'closed' });
    expect(listeners()).toBe(0);
  });
});
