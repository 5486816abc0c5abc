import type { ClientOptions } from '../client-options';
import type { Client } from '../client';
import { startRoomServer, type RoomServer } from '../../testing/room-server';
import { Trial } from '../../testing/trial';

let server: RoomServer;
let trial: Trial;
beforeAll(async () => void (server = await startRoomServer()));
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => void (trial = new Trial(server.url)));
afterEach(() => trial.end());

const data = { of: 1n };
const circle: { of?: object } = {};
circle.of = circle;

describe('what cannot be sent', () => {
  it.each<[string, (client: Client) => Promise<unknown>, ClientOptions]>([
    ['a BigInt', (client) => client.append('news/a', { type: 'x', data }), {}],
    ['a circle', (client) => client.append('news/a', { type: 'x', data: circle }), {}],
    ['a key', ({ orders }) => orders.place({ items: [] }, { idempotencyKey: 'schlüssel ✓' }), {}],
    ['a key with a line end', ({ orders }) => orders.place({ items: [] }, { idempotencyKey: 'a\nb' }), {}],
    ['a token', ({ quotes }) => quotes.list(), { auth: () => 'tokén ✓' }],
  ])('is refused at once: %s', async (_, call, options) => {
    await expect(call(trial.createClient(options))).rejects.toMatchObject({ code: 'unsendable' });
    expect((await trial.report()).requests).toEqual([]);
  });

  it('is refused before a stream waits for it for ever: a cursor, a fixed token', () => {
    const unsendable = expect.objectContaining({ code: 'unsendable' }) as Error;
    const client = trial.createClient();
    expect(() => client.events(['news/a'], { after: 'a\nb' })).toThrow(unsendable);
    expect(() => client.events(['news/a'], { after: '✓' })).toThrow(unsendable);
    expect(() => trial.createClient({ auth: '✓' })).toThrow(unsendable);
  });

  it('is not what is in Latin-1', async () => {
    await trial.createClient({ auth: 'tokén' }).orders.place({ items: [] }, { idempotencyKey: 'schlüssel' });
    expect((await trial.report()).requests).toHaveLength(1);
  });
});

describe('an id that would lead elsewhere', () => {
  it.each<[string, (client: Client) => Promise<unknown>]>([
    ['an empty one', ({ matches }) => matches.get('')],
    ['an empty one at the end', ({ activities }) => activities.get('u', '')],
    ['a dot', ({ quotes }) => quotes.get('.')],
    ['two dots', ({ relations }) => relations.follow('..', 'b')],
    ['a dot of a topic', async (client) => client.append('news/.', { type: 'x', data: {} })],
    ['half a character', ({ news }) => news.get('\ud83d')],
  ])('is refused: %s', async (_, call) => {
    await expect(call(trial.createClient())).rejects.toMatchObject({ code: 'bad_topic' });
    expect((await trial.report()).requests).toEqual([]);
  });
});
