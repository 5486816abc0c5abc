import type { OrderState } from '@tickertape/events';
import { startApi, type Api } from '../support/api.process';
import { eventsUrl, placeOrder } from '../support/histories';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, foldFrames, stateOf } from '../support/stream.events';
import { readToHead } from '../support/stream.reader';

type Order = Resource & OrderState;

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const timeAt = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();

it('keeps when each step happened by the device beside the time of the tape', async () => {
  const { resourceUrl, streamUrl } = await placeOrder(api, { occurredAt: timeAt(0) });
  const bodies = { 'start-cooking': {}, 'change-eta': { eta: timeAt(30) }, dispatch: {}, deliver: {} };
  let minute = 0;
  for (const [command, body] of Object.entries(bodies)) {
    minute += 1;
    const answer = await post<Order>(`${resourceUrl}/${command}`, { ...body, occurredAt: timeAt(minute) });
    expect(answer.status).toBe(200);
  }
  const events = eventsOf(await readToHead(`${streamUrl}?lastEventId=start`));
  const occurred = events.map(({ data }) => (data as { occurredAt?: string }).occurredAt);
  expect(occurred).toEqual([0, 1, 2, 3, 4].map(timeAt));
  const { body } = await get<Order>(resourceUrl);
  const steps = events.filter(({ type }) => type !== 'orders.eta_changed');
  expect(body.timeline.map(({ time, occurredAt }) => [time, occurredAt])).toEqual(
    steps.map(({ time, data }) => [time, (data as { occurredAt?: string }).occurredAt]),
  );
});

it('cancels with a time too', async () => {
  const { resourceUrl } = await placeOrder(api);
  const { body } = await post<Order>(`${resourceUrl}/cancel`, { reason: 'Rain.', occurredAt: timeAt(9) });
  expect(body.timeline.at(-1)).toMatchObject({ status: 'cancelled', occurredAt: timeAt(9) });
});

it('takes what a device tells late into the timeline, and stays where it is', async () => {
  const { topic, resourceUrl, streamUrl } = await placeOrder(api);
  await post(`${resourceUrl}/start-cooking`, {});
  await post(`${resourceUrl}/dispatch`, { courier: 'Noor', occurredAt: timeAt(5) });
  const late = { type: 'orders.cooking_started', data: { occurredAt: timeAt(1) } };
  expect((await post(eventsUrl(api, { topic }), late)).status).toBe(201);
  const { body } = await get<Order>(resourceUrl);
  expect(body).toMatchObject({ status: 'out_for_delivery', courier: 'Noor', version: 4 });
  expect(body.timeline.map(({ status }) => status)).toEqual(['received', 'cooking', 'out_for_delivery', 'cooking']);
  expect(body.timeline.at(-1)?.occurredAt).toBe(timeAt(1));
  const frames = await readToHead(`${streamUrl}?lastEventId=start`);
  expect(foldFrames(frames).get(topic)?.state).toEqual(stateOf(body));
});

it('keeps the time of arrival that was known last', async () => {
  const { resourceUrl } = await placeOrder(api);
  const changeEta = (eta: string, occurredAt: string) => post<Order>(`${resourceUrl}/change-eta`, { eta, occurredAt });
  await changeEta(timeAt(30), timeAt(3));
  const late = await changeEta(timeAt(45), timeAt(2));
  expect(late).toMatchObject({ status: 200, body: { eta: timeAt(30), etaAsOf: timeAt(3), version: 3 } });
  expect((await changeEta(timeAt(50), timeAt(4))).body.eta).toBe(timeAt(50));
});

it('changes the time of arrival only past a minute', async () => {
  const { resourceUrl, streamUrl } = await placeOrder(api);
  const changeEta = (eta: string) => post<Order>(`${resourceUrl}/change-eta`, { eta });
  const told = await changeEta('2030-01-01T12:00:00.000Z');
  for (const eta of ['2030-01-01T12:00:00.000Z', '2030-01-01T12:01:00.000Z', '2030-01-01T12:59:00+01:00']) {
    const same = await changeEta(eta);
    expect(same.status).toBe(200);
    expect(same.body).toEqual(told.body);
  }
  const moved = await changeEta('2030-01-01T12:01:00.001Z');
  expect(moved.body).toMatchObject({ version: told.body.version + 1, eta: '2030-01-01T12:01:00.001Z' });
  expect(eventsOf(await readToHead(`${streamUrl}?lastEventId=start`))).toHaveLength(3);
});

it.each([
  ['start-cooking', { occurredAt: 'yesterday' }, 'occurredAt'],
  ['start-cooking', { occurredAt: '2026-01-01' }, 'occurredAt'],
  ['cancel', { occurredAt: 1_700_000_000 }, 'occurredAt'],
  ['change-eta', { eta: timeAt(1), occurredAt: '2026-02-30T00:00:00Z' }, 'occurredAt'],
  ['change-eta', { eta: '2026-W47-7' }, 'eta'],
  ['change-eta', {}, 'eta'],
])('refuses %s of %j', async (command, body, path) => {
  const { resourceUrl } = await placeOrder(api);
  const answer = await post<Problem>(`${resourceUrl}/${command}`, body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors?.every((error) => error.path === path)).toBe(true);
  expect((await get(resourceUrl)).body.version).toBe(1);
});
