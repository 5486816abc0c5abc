import { startApi, type Api } from '../support/api.process';
import { eventsUrl, newChannel, placeOrder, publish, tellOrder, type Place } from '../support/histories';
import { post, type Problem } from '../support/http.request';
import { eventsOf } from '../support/stream.events';
import { readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const story = (storyId: string, more: object = {}) => ({
  type: 'news.published',
  data: { storyId, headline: `Story ${storyId}` },
  ...more,
});
const storiesOf = async (streamUrl: string): Promise<unknown[]> =>
  eventsOf(await readToHead(`${streamUrl}?lastEventId=start`)).map(({ data }) => (data as { storyId: string }).storyId);

it('an append answers 201 with the cursor and version of the event, from which a stream continues', async () => {
  const channel = newChannel(api);
  const first = await publish(api, channel, 1);
  expect(first).toMatchObject({ status: 201, body: { version: 1 } });
  await publish(api, channel, 2);
  const frames = await readToHead(channel.streamUrl, { lastEventId: first.body.cursor });
  expect(eventsOf(frames).map(({ version }) => version)).toEqual([2]);
});

it('the same event id again answers 200 with the same place, and appends nothing', async () => {
  const channel = newChannel(api);
  const url = eventsUrl(api, channel);
  const first = await post<Place>(url, story('a', { id: 'once' }));
  await post(url, story('b'));
  const again = await post<Place>(url, story('a', { id: 'once' }));
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect(await storiesOf(channel.streamUrl)).toEqual(['a', 'b']);
});

it('the same event id at the same time is appended once', async () => {
  const channel = newChannel(api);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post<Place>(eventsUrl(api, channel), story('a', { id: 'once' }))),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(new Set(answers.map(({ body }) => body.cursor)).size).toBe(1);
  expect(await storiesOf(channel.streamUrl)).toEqual(['a']);
});

it('expectVersion appends at that version, and otherwise answers 409 with the actual one', async () => {
  const channel = newChannel(api);
  const url = eventsUrl(api, channel);
  expect((await post(url, story('a', { expectVersion: 0 }))).status).toBe(201);
  const conflict = await post<Problem>(url, story('b', { expectVersion: 0 }));
  expect(conflict).toMatchObject({ status: 409, body: { code: 'conflict', version: 1 } });
  expect((await post(url, story('c', { expectVersion: 1 }))).status).toBe(201);
  expect(await storiesOf(channel.streamUrl)).toEqual(['a', 'c']);
});

it('of many appends at the same version one is taken', async () => {
  const channel = newChannel(api);
  const attempts = Array.from({ length: 20 }, (_, i) =>
    post(eventsUrl(api, channel), story(`${i}`, { expectVersion: 0 })),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
});

it('an array is appended in order, and answers the place of its last event', async () => {
  const channel = newChannel(api);
  const answer = await post<Place>(eventsUrl(api, channel), [story('a'), story('b'), story('c')]);
  expect(answer).toMatchObject({ status: 201, body: { version: 3 } });
  expect(await storiesOf(channel.streamUrl)).toEqual(['a', 'b', 'c']);
});

it('an array with one wrong event appends none of it', async () => {
  const channel = newChannel(api);
  const answer = await post<Problem>(eventsUrl(api, channel), [story('a'), { type: 'news.published', data: {} }]);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_event' } });
  expect(answer.body.errors?.every(({ path }) => path.startsWith('1.data.'))).toBe(true);
  const late = await post<Problem>(eventsUrl(api, channel), [story('a'), story('b', { expectVersion: 7 })]);
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await storiesOf(channel.streamUrl)).toEqual([]);
});

it.each([
  ['an unregistered type', { type: 'news.invented', data: {} }, 'type'],
  ['a type of another family', { type: 'orders.delivered', data: {} }, 'type'],
  ['a control event', { type: 'tape.closed', data: {} }, 'type'],
  ['a missing field', { type: 'news.published', data: { storyId: 'a' } }, 'data.headline'],
  ['an unknown field', story('a', { data: { storyId: 'a', headline: 'b', mood: 'good' } }), 'data.mood'],
])('%s is answered 422 with its path', async (_, event, path) => {
  const channel = newChannel(api);
  const answer = await post<Problem>(eventsUrl(api, channel), event);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_event' } });
  expect(answer.body.errors?.map((error) => error.path)).toContain(path);
  expect(await storiesOf(channel.streamUrl)).toEqual([]);
});

it('a finished topic takes nothing more, except the repetition of what it has', async () => {
  const order = await tellOrder(api);
  const closed = await post<Problem>(eventsUrl(api, order), {
    type: 'orders.eta_changed',
    data: { eta: '2030-01-01T00:00:00.000Z' },
  });
  expect(closed).toMatchObject({ status: 409, body: { code: 'closed' } });

  const open = await placeOrder(api);
  const last = { type: 'orders.cancelled', data: {}, id: 'the-end' };
  const first = await post<Place>(eventsUrl(api, open), last);
  expect(await post<Place>(eventsUrl(api, open), last)).toMatchObject({ status: 200, body: first.body });
});

it('a body of up to 64 KiB is taken, a larger one answered 413', async () => {
  const channel = newChannel(api);
  const sized = (bytes: number) => {
    const event = story('a', { data: { storyId: 'a', headline: 'b', body: '' } });
    return { ...event, data: { storyId: 'a', headline: 'b', body: 'x'.repeat(bytes - JSON.stringify(event).length) } };
  };
  expect((await post(eventsUrl(api, channel), sized(65_536))).status).toBe(201);
  expect(await post<Problem>(eventsUrl(api, channel), sized(65_537))).toMatchObject({
    status: 413,
    body: { code: 'payload_too_large' },
  });
});
