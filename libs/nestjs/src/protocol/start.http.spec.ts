import { PATHS, StreamApp } from './stream-app';
import { StreamClient } from './stream-client';

describe.each(PATHS)('on the %s path', (path) => {
  it('P9 without a cursor: a snapshot of every topic, then what follows it', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1`);
    await client.until('tape.caught-up');
    await app.order('1', 'cooking_started');
    await client.until('orders.cooking_started');
    expect(client.types).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'orders.cooking_started']);
  });

  it('P10 with a cursor: exactly the events after it; the header counts before the query', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received', 'cooking_started', 'out_for_delivery');
    const url = `${app.url}/${path}?topic=orders/1`;
    using byQuery = await StreamClient.open(`${url}&lastEventId=${app.cursor(1)}`);
    await byQuery.until('tape.caught-up');
    expect(byQuery.types.slice(1)).toEqual(['orders.cooking_started', 'orders.out_for_delivery', 'tape.caught-up']);
    const headers = { 'Last-Event-ID': app.cursor(2) };
    using byHeader = await StreamClient.open(`${url}&lastEventId=${app.cursor(1)}`, { headers });
    await byHeader.until('tape.caught-up');
    expect(byHeader.types.slice(1)).toEqual(['orders.out_for_delivery', 'tape.caught-up']);
  });

  it('P11 with start: every retained event, no snapshot', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received', 'cooking_started');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=start`);
    await client.until('tape.caught-up');
    expect(client.types).toEqual(['tape.hello', 'orders.received', 'orders.cooking_started', 'tape.caught-up']);
  });

  it.each([
    ['malformed', () => '%%%'],
    ['epoch', () => 'other-1'],
    ['ahead', (app: StreamApp) => app.cursor(99)],
    ['expired', (app: StreamApp) => app.cursor(1)],
  ])('P12 with a cursor that is no use (%s): 200, a gap, then a snapshot', async (reason, cursor) => {
    await using app = await StreamApp.start();
    for (const headline of ['One', 'Two', 'Three']) await app.story('a', headline);
    await app.tape.states.save('news/a');
    await app.tape.store.trim('news/a', 2);
    const headers = { 'Last-Event-ID': cursor(app) };
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`, { headers });
    await client.until('tape.caught-up');
    expect(client.response.status).toBe(200);
    expect(client.types).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
    expect(client.frames[1]?.data).toEqual({ topic: 'news/a', reason, missed: null });
    expect(client.frames.map(({ id }) => id)).toEqual(['', '', app.cursor(3), app.cursor(3)]);
  });

  it('P12 with a cursor that has expired for a topic that is asked for, as an EventSource asks again: a gap too', async () => {
    await using app = await StreamApp.start();
    for (const headline of ['One', 'Two', 'Three']) await app.story('a', headline);
    await app.tape.states.save('news/a');
    await app.tape.store.trim('news/a', 2);
    const headers = { 'Last-Event-ID': app.cursor(1) };
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a&snapshot=news/a`, { headers });
    await client.until('tape.caught-up');
    expect(client.types).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
    expect(client.frames[1]?.data).toEqual({ topic: 'news/a', reason: 'expired', missed: null });
  });

  it('P12 with a cursor that no server can have given: malformed', async () => {
    await using app = await StreamApp.start({ pageEvents: 10 });
    for (let n = 1; n <= 20; n += 1) await app.story('a', `Story ${n}`);
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a&lastEventId=${app.cursor(1)}.0.19`);
    await client.until('tape.caught-up');
    expect(client.frames[1]).toMatchObject({ event: 'tape.gap', data: { reason: 'malformed' } });
  });

  it('P13 with a cursor at the end of all topics: 204', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received', 'delivered');
    const url = `${app.url}/${path}?topic=orders/1`;
    using after = await StreamClient.open(url, { headers: { 'Last-Event-ID': app.cursor(2) } });
    expect(after.response.status).toBe(204);
    expect(await after.ended).toBe('end');
    expect(after.text).toBe('');
  });

  it('P14 a topic named by snapshot is shown as it was at the cursor', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    await app.order('2', 'received');
    await app.order('2', 'cooking_started');
    const query = `topic=orders/1&topic=orders/2&snapshot=orders/2&lastEventId=${app.cursor(2)}`;
    using client = await StreamClient.open(`${app.url}/${path}?${query}`);
    await client.until('tape.caught-up');
    expect(client.types).toEqual(['tape.hello', 'tape.snapshot', 'orders.cooking_started', 'tape.caught-up']);
    expect(client.frames[1]?.data).toMatchObject({ topic: 'orders/2', version: 1, state: { status: 'received' } });
  });

  it('P14 a whole family named by snapshot is shown as it was at the cursor, before any event', async () => {
    await using app = await StreamApp.start();
    for (const channel of ['a', 'b', 'a', 'born']) await app.story(channel, 'A story');
    const query = `topic=news/*&topic=news/a&snapshot=news/*&lastEventId=${app.cursor(2)}`;
    using client = await StreamClient.open(`${app.url}/${path}?${query}`);
    await client.until('tape.caught-up');
    expect(client.frames.map(({ event, data }) => [event, data['topic'], data['version']])).toEqual([
      ['tape.hello', undefined, undefined],
      ['tape.snapshot', 'news/a', 1],
      ['tape.snapshot', 'news/b', 1],
      ['news.published', 'news/a', 2],
      ['news.published', 'news/born', 1],
      ['tape.caught-up', undefined, undefined],
    ]);
  });

  it('P14 a topic that is not known any more as it was at the cursor: a gap, then snapshots', async () => {
    await using app = await StreamApp.start();
    for (const headline of ['One', 'Two', 'Three']) await app.story('a', headline);
    await app.tape.states.save('news/a');
    await app.tape.store.trim('news/a', 1);
    const query = `topic=news/*&snapshot=news/a&lastEventId=${app.cursor(2)}`;
    using client = await StreamClient.open(`${app.url}/${path}?${query}`);
    await client.until('tape.caught-up');
    expect(client.types).toEqual(['tape.hello', 'tape.gap', 'tape.snapshot', 'tape.caught-up']);
    expect(client.frames[1]?.data).toEqual({ topic: 'news/a', reason: 'expired', missed: null });
    expect(client.frames.map(({ id }) => id)).toEqual([app.cursor(2), '', app.cursor(3), app.cursor(3)]);
  });

  it.each(['', '&lastEventId=start'])('P14 a topic that is not of the stream is refused%s', async (cursor) => {
    await using app = await StreamApp.start();
    const answer = await fetch(`${app.url}/${path}?topic=news/a&snapshot=notifications/ann${cursor}`);
    const message = '"notifications/ann" is not among the topics of this stream';
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: message, errors: [{ path: 'snapshot', message }] });
  });
});
