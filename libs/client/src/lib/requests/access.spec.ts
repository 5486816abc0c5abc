import { news } from '@tickertape/events';
import { getEventListeners } from 'node:events';
import type { Authorize } from '../client-options';
import { startRoomServer, type RoomServer } from '../../testing/room-server';
import { Trial } from '../../testing/trial';
import { Access } from './access';

const never = () => new Promise<never>(() => {});

describe('a token that never comes', () => {
  let server: RoomServer;
  let trial: Trial;
  beforeAll(async () => void (server = await startRoomServer()));
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => void (trial = new Trial(server.url)));
  afterEach(() => trial.end());

  it('does not keep a request from its time-out, its signal, or the end of the client', async () => {
    const client = trial.createClient({ auth: never, timing: { requestTimeoutMs: 20 } });
    await expect(client.orders.deliver('1')).rejects.toMatchObject({ code: 'timeout' });
    const patient = trial.createClient({ auth: never });
    const controller = new AbortController();
    const call = patient.orders.deliver('1', {}, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    const last = patient.orders.deliver('1');
    patient.close();
    await expect(last).rejects.toMatchObject({ code: 'closed' });
  });

  it('does not keep a stream from being tried again', async () => {
    let asked = 0;
    const auth: Authorize = () => ((asked += 1) === 1 ? never() : 'token');
    const view = trial.createClient({ auth, timing: { helloTimeoutMs: 50 } }).view(news, { channel: 'a' });
    const phases = new Set<string>();
    view.subscribe(() => phases.add(view.connection.phase));
    await trial.until('live', () => view.connection.phase === 'live');
    expect([...phases]).toEqual(['reconnecting', 'live']);
  });
});

describe('a token that is refused', () => {
  /** The token that the server takes. */
  let good: string;
  /** How often the app was asked for a new one. */
  let renewals: number;
  let latecomer: Promise<void>;

  /** A server that refuses all other tokens. What is at `/late` has its refusal when the latecomer is there. */
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { Authorization } = init?.headers as Record<string, string>;
    const status = Authorization === `Bearer ${good}` ? 200 : 401;
    if (status === 401 && (input as string).endsWith('/late')) await latecomer;
    return new Response(null, { status });
  };

  /** With an app that keeps its token, and gets a new one as `renew` does. */
  const createAccess = (renew: () => Promise<string>): Access => {
    let token = 'old';
    const auth: Authorize = async ({ refused }) => {
      if (!refused) return token;
      renewals += 1;
      return (token = await renew());
    };
    return new Access({ url: 'http://127.0.0.1:9', fetch, auth });
  };
  const statusOf = async (access: Access, path = '/'): Promise<number> => {
    const { signal } = new AbortController();
    const { status } = await access.fetch(path, { headers: {}, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    return status;
  };

  beforeEach(() => {
    good = 'new';
    renewals = 0;
  });

  it('is renewed once for all that were refused, also for one that hears of it later', async () => {
    let arrive = (): void => {};
    latecomer = new Promise((resolve) => (arrive = resolve));
    const access = createAccess(async () => {
      await new Promise(setImmediate);
      return 'new';
    });
    const late = statusOf(access, '/late');
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(access)));
    arrive();
    expect([...statuses, await late]).toEqual(Array(11).fill(200));
    expect(renewals).toBe(1);
  });

  it('is renewed again when the new one has expired too, or was not to be had', async () => {
    const answers = [async () => Promise.reject(new Error('offline')), async () => 'new', async () => 'newer'];
    const access = createAccess(() => answers.shift()?.() ?? never());
    await expect(statusOf(access)).rejects.toMatchObject({ code: 'auth_failed' });
    expect(await statusOf(access)).toBe(200);
    good = 'newer';
    expect(await statusOf(access)).toBe(200);
    expect(renewals).toBe(3);
  });

  it('is renewed again when the new one has not come for long', async () => {
    const answers = [never, async () => 'new'];
    const access = createAccess(() => answers.shift()?.() ?? never());
    const controller = new AbortController();
    const first = access.fetch('/', { headers: {}, signal: controller.signal });
    while (renewals === 0) await new Promise(setImmediate);
    controller.abort(new Error('given up'));
    await expect(first).rejects.toThrow('given up');
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 30_000);
    expect(await statusOf(access)).toBe(200);
    now.mockRestore();
  });
});
