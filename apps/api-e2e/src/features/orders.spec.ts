import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { startApi, type Api } from '../support/api.process';
import { placeOrder, stepThrough, type History } from '../support/histories';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { readToEnd } from '../support/stream.reader';

interface Order extends Resource {
  readonly status: string;
  readonly timeline: readonly { readonly status: string; readonly time: string }[];
}

const COMMANDS = ['start-cooking', 'dispatch', 'change-eta', 'deliver', 'cancel'] as const;
type Command = (typeof COMMANDS)[number];

/** What each status takes, and the steps that lead to it from the beginning. */
const STATUSES: readonly (readonly [
  status: string,
  path: readonly Command[],
  legal: Partial<Record<Command, string>>,
])[] = [
  ['received', [], { 'start-cooking': 'cooking', 'change-eta': 'received', cancel: 'cancelled' }],
  ['cooking', ['start-cooking'], { dispatch: 'out_for_delivery', 'change-eta': 'cooking', cancel: 'cancelled' }],
  ['out_for_delivery', ['start-cooking', 'dispatch'], { deliver: 'delivered', 'change-eta': 'out_for_delivery' }],
  ['delivered', ['start-cooking', 'dispatch', 'deliver'], {}],
  ['cancelled', ['start-cooking', 'cancel'], {}],
];
const eta = '2030-01-01T12:00:00.000Z';
const bodyOf = (command: Command): object => (command === 'change-eta' ? { eta } : {});

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function orderAfter(path: readonly Command[]): Promise<History> {
  const placed = await placeOrder(api);
  for (const command of path) await post(`${placed.resourceUrl}/${command}`, bodyOf(command));
  return placed;
}

describe.each(STATUSES)('an order that is %s', (status, path, legal) => {
  it.each(COMMANDS)('takes or refuses %s', async (command) => {
    const { resourceUrl } = await orderAfter(path);
    const { body: before } = await get<Order>(resourceUrl);
    expect(before.status).toBe(status);
    const answer = await post<Order & Problem>(`${resourceUrl}/${command}`, bodyOf(command));
    const { body: after } = await get<Order>(resourceUrl);
    if (legal[command] !== undefined) {
      expect(answer).toMatchObject({ status: 200, body: { status: legal[command], version: before.version + 1 } });
      expect(after).toEqual(answer.body);
    } else {
      expect(answer).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
      expect(new Set(answer.body.allowed)).toEqual(new Set(Object.keys(legal)));
      expect(after).toEqual(before);
    }
  });
});

it('is created with 201, its place, its links, and its state', async () => {
  const answer = await post<Order>(`${api.url}/v1/orders`, {
    items: [{ name: 'tea', quantity: 3 }],
    address: '1 Loop Road',
  });
  const { id, cursor } = answer.body;
  expect(answer.status).toBe(201);
  expect(answer.headers.get('Location')).toBe(`/v1/orders/${id}`);
  expect(answer.body).toMatchObject({ topic: `orders/${id}`, version: 1, status: 'received', address: '1 Loop Road' });
  expect(cursor).toMatch(/^[\w.-]+$/);
});

it('streams every step that it takes, to the state that it has', async () => {
  const placed = await placeOrder(api);
  await stepThrough(placed);
  const frames = await readToEnd(`${placed.streamUrl}?lastEventId=start`);
  expectNoGapAndNoRepeat(eventsOf(frames));
  expect(eventsOf(frames).map(({ type }) => type)).toEqual([
    'orders.received',
    'orders.eta_changed',
    'orders.cooking_started',
    'orders.eta_changed',
    'orders.out_for_delivery',
    'orders.delivered',
  ]);
  const { body } = await get<Order>(placed.resourceUrl);
  expect(foldFrames(frames).get(placed.topic)?.state).toEqual(stateOf(body));
  expect(body.timeline.map(({ status }) => status)).toEqual(['received', 'cooking', 'out_for_delivery', 'delivered']);
});

it('takes a step only at the version that the client expects', async () => {
  const { resourceUrl } = await placeOrder(api);
  const early = await post<Problem>(`${resourceUrl}/start-cooking`, { expectVersion: 5 });
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict', version: 1 } });
  expect((await post(`${resourceUrl}/start-cooking`, { expectVersion: 1 })).status).toBe(200);
});

it('takes one of many equal steps at the same time', async () => {
  const { resourceUrl } = await placeOrder(api);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post<Problem>(`${resourceUrl}/start-cooking`, {})),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'illegal_transition')).toHaveLength(9);
  expect((await get(resourceUrl)).body.version).toBe(2);
});

it('takes a step without a body, announced as empty or not at all', async () => {
  const { resourceUrl } = await placeOrder(api);
  // `fetch` sends `Content-Length: 0`, a bare request nothing.
  const cooking = await fetch(`${resourceUrl}/start-cooking`, { method: 'POST' });
  expect(await cooking.json()).toMatchObject({ status: 'cooking' });
  const bare = request(`${resourceUrl}/dispatch`, { method: 'POST' });
  bare.removeHeader('Content-Length');
  bare.removeHeader('Transfer-Encoding');
  bare.end();
  const [response] = (await once(bare, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  response.resume();
});

it('is carried to the door by a courier when it asks for one', async () => {
  const { streamUrl, topic } = await placeOrder(api, { simulate: true });
  const frames = await readToEnd(`${streamUrl}?lastEventId=start`);
  expect(foldFrames(frames).get(topic)?.state).toMatchObject({ status: 'delivered' });
});
