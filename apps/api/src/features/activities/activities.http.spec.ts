import request from 'supertest';
import { createApp, type App } from '../../app';
import { readConfig } from '../../config';

interface Linked {
  readonly topic: string;
  readonly links: { readonly self: string; readonly stream: string };
}

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off' }));
});
afterAll(() => app?.close());

const http = () => request(app.getHttpServer());
const USER = 'ann+b@example.org:1~_';

it('links to the topic of each resource of a user, whatever characters the name has', async () => {
  const users = `/v1/users/${USER}`;
  const note = { verb: 'post', object: { type: 'note', id: '1' } };
  const { body: published } = await http().post(`${users}/activities`).send(note).expect(201);
  const { self } = (published as Linked).links;
  for (const path of [self, `${users}/activities`, `${users}/following`]) {
    const { topic, links } = (await http().get(path).expect(200)).body as Linked;
    expect(new URL(links.stream, 'http://host').searchParams.get('topic')).toBe(topic);
    await http().get(links.self).expect(200);
  }
  for (const path of [`/v1/feeds/${USER}`, `/v1/notifications/${USER}`]) {
    const { links } = (await http().get(path).expect(200)).body as Linked;
    expect(links).toMatchObject({ self: path, stream: `${path}/stream` });
  }
});

it('links to an activity that was appended under any id', async () => {
  const id = 'a/b?c#d e+f%';
  const data = { id, verb: 'post', object: { type: 'note', id: '1' } };
  const appended = { type: 'activities.published', data };
  await http().post('/v1/topics/activities/eve/events').send(appended).expect(201);
  const { body } = await http()
    .get(`/v1/users/eve/activities/${encodeURIComponent(id)}`)
    .expect(200);
  const { body: again } = await http()
    .get((body as Linked).links.self)
    .expect(200);
  expect(again).toMatchObject({ id });
});

it('goes through all pages once, and ends, where an activity was appended twice', async () => {
  const data = { id: 'twice', verb: 'post', object: { type: 'note', id: '1' } };
  const publish = (id: string) => ({ type: 'activities.published', data: { ...data, id } });
  const batch = ['twice', 'other', 'twice', 'last'].map(publish);
  await http().post('/v1/topics/activities/dup/events').send(batch).expect(201);
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const path = `/v1/users/dup/activities?limit=1${next ? `&before=${next}` : ''}`;
    const page = (await http().get(path).expect(200)).body as { items: { id: string }[]; next?: string };
    ids.push(...page.items.map(({ id }) => id));
    next = page.next;
  } while (next && ids.length < 10);
  expect(ids).toEqual(['last', 'other', 'twice']);
  await http().put('/v1/users/fan/following/dup').expect(200);
  const { body: feed } = await http().get('/v1/feeds/fan').expect(200);
  expect((feed as { items: object[] }).items).toMatchObject([{ id: 'last' }, { id: 'other' }, { id: 'twice' }]);
});

it('is for one person’s cache, and never shown without asking, as every resource is', async () => {
  const users = '/v1/users/ann';
  for (const path of [`${users}/activities`, `${users}/following`, `${users}/followers`, '/v1/feeds/ann']) {
    await http().get(path).expect(200).expect('Cache-Control', 'private, no-cache');
    await http().head(path).expect(200).expect('Cache-Control', 'private, no-cache');
  }
  for (const path of ['/v1/notifications/ann', '/v1/matches', '/v1/quotes', '/v1/news/front']) {
    await http().get(path).expect(200).expect('Cache-Control', 'private, no-cache');
  }
});

it.each(['a b', '*', 'x'.repeat(129)])('finds nothing of a user who cannot be, as %j', async (name) => {
  const user = encodeURIComponent(name);
  const asked = [
    http().get(`/v1/users/${user}/activities`),
    http().get(`/v1/users/${user}/following`),
    http().get(`/v1/users/${user}/followers`),
    http().put(`/v1/users/ann/following/${user}`),
    http().get(`/v1/feeds/${user}`),
    http().get(`/v1/feeds/${user}/stream`),
    http().get(`/v1/notifications/${user}`),
  ];
  for (const ask of asked) expect(await ask).toMatchObject({ status: 404, body: { code: 'topic_not_found' } });
});
