import { startApi, type Api } from '../support/api.process';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';

let api: Api;
beforeAll(async () => (api = await startApi()));
afterAll(() => api[Symbol.asyncDispose]());

interface Quote extends Resource {
  readonly last: string;
  readonly volume: number;
  readonly status: string;
}

interface QuoteList {
  readonly items: readonly Quote[];
  readonly cursor: string;
}

const prices = { bid: '9.99', ask: '10.01', high: '10.50', low: '9.50' };
let symbols = 0;
const newSymbol = (): string => `SYM${(symbols += 1)}`;

async function tell(symbol: string, ...events: readonly (readonly [type: string, data?: object])[]): Promise<void> {
  const body = events.map(([type, data = {}]) => ({ type: `quotes.${type}`, data }));
  const { status } = await post(`${api.url}/v1/topics/quotes/${symbol}/events`, body);
  expect(status).toBe(201);
}
const update = (last: string, size = 100) => ['updated', { ...prices, last, size }] as const;
const quoteOf = async (symbol: string) => (await get<Quote>(`${api.url}/v1/quotes/${symbol}`)).body;

it('shows a symbol as it is, and then what becomes of it', async () => {
  const symbol = newSymbol();
  await tell(symbol, update('10.00'));
  await using stream = await openStream(`${api.url}/v1/quotes/${symbol}/stream`);
  await stream.event('tape.caught-up');
  await tell(symbol, update('10.25', 50));
  await tell(symbol, ['halted', { reason: 'News is pending.' }]);
  await tell(symbol, ['resumed']);
  await stream.event('quotes.resumed');
  expect(eventsOf(stream.frames.items).map(({ type }) => type)).toEqual([
    'quotes.updated',
    'quotes.halted',
    'quotes.resumed',
  ]);
  const quote = await quoteOf(symbol);
  expect(quote).toMatchObject({ id: symbol, last: '10.25', volume: 150, status: 'open' });
  expect(foldFrames(stream.frames.items).get(quote.topic)?.state).toEqual(stateOf(quote));
});

it('gives a slow view the latest prices and the whole volume', async () => {
  const symbol = newSymbol();
  await tell(symbol, update('1.00'));
  await using slow = await openStream(`${api.url}/v1/quotes/${symbol}/stream?maxHz=5`);
  await slow.event('tape.caught-up');
  const updates = 400;
  for (let n = 1; n <= updates; n += 1) await tell(symbol, update(`${n}.50`, n));
  await slow.frames.find('the last price', ({ data }) => data.includes(`"last":"${updates}.50"`));
  const events = eventsOf(slow.frames.items);
  expect(events.length).toBeLessThan(updates / 2);
  const quote = await quoteOf(symbol);
  expect(quote.volume).toBe(100 + (updates * (updates + 1)) / 2);
  expect(foldFrames(slow.frames.items).get(quote.topic)?.state).toEqual(stateOf(quote));
});

it('lists all symbols as of one place, which the stream of the family continues', async () => {
  const [first, second] = [newSymbol(), newSymbol()];
  await tell(first, update('1.00'));
  await tell(second, update('2.00'));
  const { items, cursor } = (await get<QuoteList>(`${api.url}/v1/quotes`)).body;
  const ids = items.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([first, second]));
  expect(ids).toEqual(ids.toSorted());
  await tell(second, update('2.50'));
  await tell(first, update('1.50'));
  await using stream = await openStream(`${api.url}/v1/stream?topic=quotes/*&lastEventId=${cursor}`);
  await stream.frames.find('the last', ({ data }) => data.includes('"1.50"'));
  const events = eventsOf(stream.frames.items);
  expect(events.map(({ topic }) => topic)).toEqual([`quotes/${second}`, `quotes/${first}`]);
  expectNoGapAndNoRepeat(events, new Map(items.map(({ topic, version }) => [topic, version])));
});

it.each([
  ['a price that is a number', { last: 10 }],
  ['a price with a sign', { last: '-1.00' }],
  ['a price that is no decimal', { bid: '1e3' }],
  ['a size that is no whole number', { size: 1.5 }],
  ['a day that is none', { day: 'Monday' }],
])('refuses %s', async (_, wrong) => {
  const data = { ...prices, last: '10.00', size: 1, ...wrong };
  const url = `${api.url}/v1/topics/quotes/${newSymbol()}/events`;
  const [field] = Object.keys(wrong);
  expect(await post<Problem>(url, { type: 'quotes.updated', data })).toMatchObject({
    status: 422,
    body: { errors: [{ path: `data.${field}` }] },
  });
});

it('knows no symbol that has no prices, and lets its stream be opened before', async () => {
  const symbol = newSymbol();
  expect(await get<Problem>(`${api.url}/v1/quotes/${symbol}`)).toMatchObject({
    status: 404,
    body: { code: 'topic_not_found' },
  });
  await using stream = await openStream(`${api.url}/v1/quotes/${symbol}/stream`);
  await stream.event('tape.caught-up');
  await tell(symbol, update('3.00'));
  await stream.event('quotes.updated');
});

it('has a simulated market, labelled so, that goes on after a restart', async () => {
  await using market = await startApi({ env: { SIMULATE: 'on' } });
  await using stream = await openStream(`${market.url}/v1/quotes/ACME/stream?lastEventId=start`);
  await stream.frames.until('some prices', (frames) => eventsOf(frames).length >= 2);
  await market.kill('SIGKILL');
  const before = eventsOf(stream.frames.items);
  await market.restart();
  await using again = await openStream(`${market.url}/v1/quotes/ACME/stream?lastEventId=start`);
  await again.frames.until('more prices', (frames) => eventsOf(frames).length > before.length + 1);
  const events = eventsOf(again.frames.items);
  expectNoGapAndNoRepeat(events);
  expect(events.slice(0, before.length)).toEqual(before);
  for (const { data } of events) expect(data).toMatchObject({ simulated: true });
});
