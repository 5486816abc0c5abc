import { news } from '@tickertape/events';
import { FakeTabs } from '../testing/fake-tabs';
import { startRoomServer, type RoomServer } from '../testing/room-server';
import { Trial } from '../testing/trial';
import type { ClientOptions } from './client-options';

const alice = () => 'alice';
const bob = () => 'bob';

describe('tabs that could share a stream', () => {
  let server: RoomServer;
  beforeAll(async () => {
    const tab = new FakeTabs().open();
    const document = { hidden: false, addEventListener: () => {}, removeEventListener: () => {} };
    Object.assign(globalThis, {
      document,
      addEventListener: () => {},
      removeEventListener: () => {},
      BroadcastChannel: function (name: string) {
        return tab.openChannel(name);
      },
    });
    Object.defineProperty(globalThis, 'navigator', { value: { locks: tab.locks }, configurable: true });
    server = await startRoomServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** The tokens of the streams that two clients have when both are live. */
  async function tokensOf(...both: readonly ClientOptions[]): Promise<string[]> {
    const trial = new Trial(server.url);
    const views = both.map((options) =>
      trial.createClient({ tabs: 'shared', ...options }).view(news, { channel: 'a' }),
    );
    await trial.until('live', () => views.every(({ connection }) => connection.phase === 'live'));
    const tokens = (await trial.streams()).map(({ headers }) => headers['authorization'] ?? 'none');
    await trial.end();
    return tokens.sort();
  }

  it.each<[string, ClientOptions, ClientOptions]>([
    ['nobody', {}, {}],
    ['the same user', { auth: alice, user: 'alice' }, { auth: alice, user: 'alice' }],
  ])('do so when they are of %s', async (_, one, other) => {
    expect(await tokensOf(one, other)).toHaveLength(1);
  });

  it.each<[string, ClientOptions, ClientOptions, string[]]>([
    ['of different users', { auth: alice, user: 'a' }, { auth: bob, user: 'b' }, ['Bearer alice', 'Bearer bob']],
    ['of a user and of nobody', { auth: alice, user: 'a' }, {}, ['Bearer alice', 'none']],
    ['of nobody knows whom, by functions', { auth: alice }, { auth: bob }, ['Bearer alice', 'Bearer bob']],
    ['of nobody knows whom, by tokens', { auth: 'alice' }, { auth: 'bob' }, ['Bearer alice', 'Bearer bob']],
    ['of nobody knows whom, by a fetch', { fetch: globalThis.fetch }, { fetch: globalThis.fetch }, ['none', 'none']],
  ])('do not when they are %s', async (_, one, other, tokens) => {
    expect(await tokensOf(one, other)).toEqual(tokens);
  });
});
