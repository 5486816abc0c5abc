import { ClientError, createClient, type Client, type TapeEventMessage, type TapeMessage } from '@tickertape/client';
import { generations, news, orders } from '@tickertape/events';
import { startApi, type Api } from '../support/api.process';
import { within } from '../support/within';
import { seen } from './seen';

let api: Api;
let client: Client;
beforeAll(async () => {
  api = await startApi({ env: { HEARTBEAT_MS: '1000' } });
  client = createClient({ url: api.url });
});
afterAll(async () => {
  client?.close();
  await api?.[Symbol.asyncDispose]();
});

const pizza = { items: [{ name: 'Margherita', quantity: 1 }] };

it('places an order, sees it go its way, and is told that it is finished', async () => {
  const order = await client.orders.place(pizza);
  const view = client.view(orders, { orderId: order.id });
  await seen(view, () => view.connection.phase === 'live');
  expect(view.state).toMatchObject({ status: 'received' });
  await client.orders.startCooking(order.id);
  await client.orders.dispatch(order.id, { courier: 'Sam' });
  await client.orders.deliver(order.id);
  await seen(view, () => view.connection.phase === 'finished');
  const { topic: _topic, links: _links, cursor: _cursor, version, ...state } = await client.orders.get(order.id);
  expect({ state: view.state, version: view.version }).toEqual({ state, version });
});

it('says what is allowed when a step is not', async () => {
  const { id } = await client.orders.place(pizza);
  const error = await client.orders.deliver(id).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ code: 'illegal_transition', status: 409 });
  expect((error as ClientError).problem).toMatchObject({ allowed: ['start-cooking', 'change-eta', 'cancel'] });
});

it('reads a generation token by token, in a loop that ends with it', async () => {
  const { id, topic } = await client.generations.start({ prompt: 'Why?', model: 'sim-fast', maxTokens: 30 });
  const messages: TapeMessage[] = [];
  for await (const message of client.events([topic], { after: 'start' })) messages.push(message);
  const deltas = messages.filter(({ type }) => type === 'generations.delta') as TapeEventMessage[];
  const text = deltas.map(({ data }) => (data as { text: string }).text);
  const state = await client.generations.get(id);
  expect(text.join('')).toBe(state.text);
  expect(messages.at(-1)).toMatchObject({ type: 'tape.closed', topic });
  const view = client.view(generations, { generationId: id });
  await seen(view, () => view.connection.phase === 'finished');
  expect(view.state?.text).toBe(state.text);
});

it('fails the view of what does not exist, and no other', async () => {
  const channel = client.view(news, { channel: 'fails' });
  const nothing = client.view(orders, { orderId: 'nothing' });
  await seen(nothing, () => nothing.connection.phase === 'failed');
  expect(nothing.connection).toMatchObject({ error: { code: 'topic_not_found', status: 404 } });
  await client.append('news/fails', { type: 'news.published', data: { storyId: 's', headline: 'Still here' } });
  await seen(channel, () => channel.state?.stories.length === 1 && channel.connection.phase === 'live');
  nothing.close();
});

it('adds and drops topics without a loss for the others', async () => {
  const first = client.view(news, { channel: 'first' });
  await seen(first, () => first.connection.phase === 'live');
  const others = Array.from({ length: 20 }, (_, n) => client.view(news, { channel: `n-${n}` }));
  for (const [n, view] of others.entries()) {
    await client.append(view.topic, { type: 'news.published', data: { storyId: `${n}`, headline: 'One' } });
    await client.append('news/first', { type: 'news.published', data: { storyId: `${n}`, headline: 'One' } });
  }
  await seen(first, () => first.version === 20);
  for (const view of others) await seen(view, () => view.version === 1);
  expect(first.state?.stories.length).toBe(20);
  expect(first.reconnects).toBe(0);
  for (const view of [first, ...others]) view.close();
});

it('follows a whole family and a topic in one loop with one cursor', async () => {
  const loop = client.events(['news/*', 'quotes/ACME'])[Symbol.asyncIterator]();
  const next = async () => (await within(() => 'a message', loop.next())).value as TapeMessage;
  let message = await next();
  while (!('state' in message && message.topic === 'quotes/ACME')) message = await next();
  const { version } = await client.append('news/brand-new', {
    type: 'news.published',
    data: { storyId: 's', headline: 'New' },
  });
  while (!('data' in message)) message = await next();
  expect(message).toMatchObject({ type: 'news.published', topic: 'news/brand-new', version });
  await loop.return?.();
});
