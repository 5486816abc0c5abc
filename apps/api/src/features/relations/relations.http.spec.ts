import request from 'supertest';
import { createApp, type App } from '../../app';
import { readConfig } from '../../config';
import type { FollowersPage } from './relations.service';

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }));
});
afterAll(() => app?.close());

const http = () => request(app.getHttpServer());
const followersOf = async (user: string, query: string) =>
  (await http().get(`/v1/users/${user}/followers?${query}`).expect(200)).body as FollowersPage;

it('goes on where a page of followers ended, although its last one has left since', async () => {
  for (const fan of ['f1', 'f2', 'f3', 'f4']) await http().put(`/v1/users/${fan}/following/ann`).expect(200);
  const first = await followersOf('ann', 'limit=2');
  expect(first).toMatchObject({ items: [{ user: 'f1' }, { user: 'f2' }], count: 4 });
  await http().delete('/v1/users/f2/following/ann').expect(200);
  const second = await followersOf('ann', `limit=1&after=${first.next}`);
  expect(second).toMatchObject({ items: [{ user: 'f3' }], count: 3 });
  expect(await followersOf('ann', `limit=1&after=${second.next}`)).toEqual({ items: [{ user: 'f4' }], count: 3 });
});

it.each(['f1', '', 'other-7'])('refuses a place that is none of this list, as %j', async (after) => {
  const { body } = await http().get(`/v1/users/ann/followers?after=${after}`).expect(400);
  expect(body).toMatchObject({ code: 'bad_parameter', errors: [{ path: 'after' }] });
});
