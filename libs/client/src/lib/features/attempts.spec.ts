import type { Client } from '../client';
import { startRoomServer, type RoomServer } from '../../testing/room-server';
import { Trial } from '../../testing/trial';

let server: RoomServer;
beforeAll(async () => void (server = await startRoomServer()));
afterAll(() => server[Symbol.asyncDispose]());

/** How often a call asks the server when the answer to the first time is lost. */
async function attempts(call: (client: Client) => Promise<unknown>): Promise<number> {
  const trial = new Trial(server.url);
  await trial.answerRequests({ then: 'cut' });
  await call(trial.createClient()).catch(() => undefined);
  const { requests } = await trial.report();
  await trial.end();
  return requests.length;
}

describe('when an answer is lost', () => {
  it.each<[string, (client: Client) => Promise<unknown>]>([
    ['an edit', ({ activities }) => activities.edit('ann', '1', { text: 'x' })],
    ['a mark on groups as they are now', ({ notifications }) => notifications.markRead('ann', { ids: ['g'] })],
    ['a step of an order', ({ orders }) => orders.deliver('1')],
  ])('%s is not tried again: it could undo what others have done since', async (_, call) => {
    expect(await attempts(call)).toBe(1);
  });

  it.each<[string, (client: Client) => Promise<unknown>]>([
    ['taking back an activity', ({ activities }) => activities.remove('ann', '1')],
    ['a mark up to a cursor', ({ notifications }) => notifications.markRead('ann', { upTo: 'c' })],
    ['following', ({ relations }) => relations.follow('ann', 'bob')],
    ['cancelling a generation', ({ generations }) => generations.cancel('1')],
  ])('%s is tried again', async (_, call) => {
    expect(await attempts(call)).toBe(2);
  });
});
