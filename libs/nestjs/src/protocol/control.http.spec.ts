import { PATHS, StreamApp } from './stream-app';
import { StreamClient } from './stream-client';

describe.each(PATHS)('on the %s path', (path) => {
  it('P15 the first frame is tape.hello, with a retry', async () => {
    await using app = await StreamApp.start({ retryMs: 1_234, heartbeatMs: 4_000, maxStreamMs: 10_000 });
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    await client.until('tape.hello');
    expect(client.frames[0]?.data).toMatchObject({ protocol: 1, topics: ['news/a'], heartbeatMs: 4_000 });
    expect(client.frames[0]?.data['maxStreamMs']).toBeGreaterThanOrEqual(8_000);
    expect(client.frames[0]?.data['maxStreamMs']).toBeLessThanOrEqual(10_000);
    expect(client.retries).toEqual([1_234]);
  });

  it('P16 tape.caught-up comes once', async () => {
    await using app = await StreamApp.start();
    for (let i = 0; i < 600; i += 1) await app.story('a', `Story ${i}`);
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a&lastEventId=start`);
    await client.until('tape.caught-up');
    expect(client.types.filter((type) => type === 'news.published')).toHaveLength(600);
    await app.story('a', 'One more');
    await client.until('news.published', 601);
    expect(client.types.filter((type) => type === 'tape.caught-up')).toHaveLength(1);
  });

  it('P17 a heartbeat breaks each silence, with the cursor reached', async () => {
    await using app = await StreamApp.start({ heartbeatMs: 50 });
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    await client.until('tape.heartbeat', 2);
    await app.story('b', 'Not for this client');
    const count = client.types.filter((type) => type === 'tape.heartbeat').length;
    await client.until('tape.heartbeat', count + 2);
    expect(client.frames.at(-1)?.id).toBe(app.cursor(1));
    expect(client.frames.at(-1)?.data).toEqual({ time: expect.stringMatching(/Z$/) });
  });

  it('P18 when all topics are closed the response ends', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    await app.order('2', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&topic=orders/2`);
    await client.until('tape.caught-up');
    await app.order('1', 'delivered');
    await client.until('tape.closed');
    await app.order('2', 'cancelled');
    expect(await client.ended).toBe('end');
    expect(client.types.slice(-4)).toEqual(['orders.delivered', 'tape.closed', 'orders.cancelled', 'tape.closed']);
  });

  it('P19 a reconnect before the end gets the rest, then tape.closed', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received', 'cooking_started', 'cancelled');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=${app.cursor(1)}`);
    expect(await client.ended).toBe('end');
    const rest = ['tape.hello', 'orders.cooking_started', 'orders.cancelled', 'tape.caught-up', 'tape.closed'];
    expect(client.types).toEqual(rest);
  });

  it('P19 the end of a topic of a whole family comes right behind it, and once', async () => {
    await using app = await StreamApp.start();
    await app.match('1', 'kicked_off', 'abandoned');
    await app.match('2', 'kicked_off');
    const url = `${app.url}/${path}?topic=matches/*&maxStreamMs=0`;
    const typesFrom = async (cursor: string): Promise<string[]> => {
      using client = await StreamClient.open(`${url}&lastEventId=${cursor}`);
      expect(await client.ended).toBe('end');
      return client.types.slice(1, -1);
    };
    const rest = ['tape.closed', 'matches.kicked_off', 'tape.caught-up'];
    expect(await typesFrom('')).toEqual(['tape.snapshot', 'tape.closed', 'tape.snapshot', 'tape.caught-up']);
    expect(await typesFrom(app.cursor(1))).toEqual(['matches.abandoned', ...rest]);
    expect(await typesFrom(app.cursor(2))).toEqual(rest);
    expect(await typesFrom(app.cursor(3))).toEqual(['tape.caught-up']);
  });

  it('P20 tape.drain comes before the end of a lifetime, with a retry of its own', async () => {
    await using app = await StreamApp.start({ maxStreamMs: 200, heartbeatMs: 100, retryMs: 1_000 });
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    expect(await client.ended).toBe('end');
    const { data } = client.frames.at(-1) ?? {};
    expect(data).toMatchObject({ reason: 'lifetime' });
    expect(client.retries).toEqual([1_000, data?.['retryMs']]);
    expect(data?.['retryMs']).toBeGreaterThanOrEqual(1_000);
  });

  it('P29 a client may ask for a shorter life, and with 0 for what there is and no more', async () => {
    await using app = await StreamApp.start({ heartbeatMs: 100 });
    await app.story('a', 'First');
    using poll = await StreamClient.open(`${app.url}/${path}?topic=news/a&maxStreamMs=0`);
    expect(await poll.ended).toBe('end');
    expect(poll.types).toEqual(['tape.hello', 'tape.snapshot', 'tape.caught-up', 'tape.drain']);
    expect(poll.frames.at(-1)?.data).toMatchObject({ reason: 'lifetime' });

    await app.story('a', 'Second');
    const cursor = poll.frames.at(-1)?.id;
    using next = await StreamClient.open(`${app.url}/${path}?topic=news/a&maxStreamMs=0&lastEventId=${cursor}`);
    expect(await next.ended).toBe('end');
    expect(next.types).toEqual(['tape.hello', 'news.published', 'tape.caught-up', 'tape.drain']);

    using short = await StreamClient.open(`${app.url}/${path}?topic=news/a&maxStreamMs=150`);
    expect((await short.until('tape.hello')).data).toMatchObject({ maxStreamMs: 150 });
    expect(await short.ended).toBe('end');
    expect(short.types.at(-1)).toBe('tape.drain');

    for (const bad of ['', '-1', '1.5', 'soon']) {
      expect((await fetch(`${app.url}/${path}?topic=news/a&maxStreamMs=${bad}`)).status).toBe(400);
    }
  });

  it('P21 after tape.failed the connection is broken off', async () => {
    await using app = await StreamApp.start({ recentEvents: 0 });
    await app.order('1', 'received');
    await app.order('2', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=start`);
    await client.until('tape.caught-up');
    const read = jest.spyOn(app.tape.store, 'read').mockRejectedValue(new Error('secret'));
    using second = await StreamClient.open(`${app.url}/${path}?topic=orders/2&lastEventId=start`);
    expect(await second.ended).toBe('broken');
    expect(second.frames.at(-1)).toMatchObject({ event: 'tape.failed', data: { code: 'internal' } });
    read.mockRestore();
  });

  it('P22 a server that has too much to do answers 200 and tape.drain', async () => {
    await using app = await StreamApp.start({ maxReaders: 0 });
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    expect(await client.ended).toBe('end');
    expect(client.response.status).toBe(200);
    expect(client.types).toEqual(['tape.hello', 'tape.drain']);
    expect(client.frames[1]?.data).toMatchObject({ reason: 'overloaded' });
  });
});
