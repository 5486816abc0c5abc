import { connect } from 'node:net';
import { once } from 'node:events';
import { parseCursor } from '@tickertape/wire';
import { PATHS, StreamApp } from './stream-app';
import { StreamClient } from './stream-client';

const delta = (text: string) => ({ type: 'generations.delta', data: { text } });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe.each(PATHS)('on the %s path', (path) => {
  it('P23 one stream carries many topics and whole families, with one cursor', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&topic=news/*`);
    await client.until('tape.caught-up');
    await app.story('b', 'Two');
    await app.order('1', 'cooking_started');
    const { id } = await client.until('orders.cooking_started');
    expect(id).toBe(app.cursor(3));
    using again = await StreamClient.open(
      `${app.url}/${path}?topic=orders/1&topic=news/*&lastEventId=${app.cursor(2)}`,
    );
    await again.until('tape.caught-up');
    expect(again.types).toEqual(['tape.hello', 'orders.cooking_started', 'tape.caught-up']);
  });

  it('P24 events come in the order of the tape, their ids increase', async () => {
    await using app = await StreamApp.start();
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a&topic=news/b`);
    await client.until('tape.caught-up');
    await Promise.all(Array.from({ length: 100 }, (_, i) => app.story(i % 3 ? 'a' : 'b', `Story ${i}`)));
    await client.until('news.published', 100);
    const seqs = client.frames
      .filter(({ event }) => event === 'news.published')
      .map(({ id }) => parseCursor(id ?? '')?.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(seqs).size).toBe(100);
  });

  it('P25 maxHz merges, and holds nothing back after a pause', async () => {
    await using app = await StreamApp.start();
    await app.tape.writer.append('generations/1', [delta('0')]);
    using client = await StreamClient.open(`${app.url}/${path}?topic=generations/1&maxHz=20`);
    await client.until('tape.caught-up');
    const began = Date.now();
    for (let i = 1; i <= 200; i += 1) {
      await app.tape.writer.append('generations/1', [delta(` ${i}`)]);
      await turn();
    }
    while (client.frames.at(-1)?.data['version'] !== 201) await client.until('generations.delta', count(client) + 1);
    const spentMs = Date.now() - began;
    expect(count(client)).toBeLessThanOrEqual(2 + spentMs / 50);
    expect(client.frames.find(({ event }) => event === 'generations.delta')?.data).not.toHaveProperty('merged');
    for (const query of ['topic=news/a&maxHz=4', 'topic=quotes/a&maxHz=0.0009', 'topic=quotes/a&maxHz=1001']) {
      expect((await fetch(`${app.url}/${path}?${query}`)).status).toBe(400);
    }
  });

  it('P25 an event of several topics waits for those before it on the tape', async () => {
    await using app = await StreamApp.start();
    for (const id of ['1', '2']) await app.tape.writer.append(`generations/${id}`, [delta('0')]);
    using client = await StreamClient.open(`${app.url}/${path}?topic=generations/1&topic=generations/2&maxHz=10`);
    await client.until('tape.caught-up');
    for (const id of ['1', '1', '2']) {
      await app.tape.writer.append(`generations/${id}`, [delta(' 1')]);
      await turn();
    }
    await client.until('generations.delta', 3);
    const { frames } = client;
    const events = frames.filter(({ event }) => event === 'generations.delta');
    expect(events.map(({ id, data }) => [id, data['topic']])).toEqual([
      [app.cursor(3), 'generations/1'],
      [app.cursor(4), 'generations/1'],
      [app.cursor(5), 'generations/2'],
    ]);
  });
});

const count = (client: StreamClient) => client.types.filter((type) => type === 'generations.delta').length;

it('P7 a frame that stands for several events says how many, and is at the place of the last', async () => {
  await using app = await StreamApp.start();
  await app.tape.writer.append('generations/1', [delta('0')]);
  using client = await StreamClient.open(`${app.url}/direct?topic=generations/1&maxHz=10`);
  await client.until('tape.caught-up');
  for (let i = 1; i <= 50; i += 1) await app.tape.writer.append('generations/1', [delta(` ${i}`)]);
  const merged = await client.until('generations.delta', 2);
  expect(merged.data).toMatchObject({ merged: 49, version: 51 });
  expect(merged.id).toBe(app.cursor(51));
});

it('P26 nothing is queued for a client that does not read, and it goes on by its cursor', async () => {
  await using app = await StreamApp.start({ stallMs: 200, heartbeatMs: 100 });
  await app.tape.writer.append('generations/1', [delta('0')]);
  const { hostname, port } = new URL(app.url);
  const stalled = connect({ host: hostname, port: Number(port) });
  await once(stalled, 'connect');
  stalled.write(`GET /direct?topic=generations/1 HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  const [head] = (await once(stalled, 'data')) as [Buffer];
  expect(head.toString()).toContain('200 OK');
  stalled.pause();
  using reading = await StreamClient.open(`${app.url}/direct?topic=generations/1`);
  await reading.until('tape.caught-up');

  const text = 'x'.repeat(50_000);
  // Until the buffers of the system are full and the reader has been cut for it.
  for (let i = 0; app.tape.readers.count() > 1; i += 1) {
    await app.tape.writer.append('generations/1', [delta(text)]);
    await turn();
    if (i > 20_000) throw new Error('the stalled reader is never cut');
  }
  const { version } = await app.tape.states.get('generations/1');
  while (reading.frames.at(-1)?.data['version'] !== version)
    await reading.until('generations.delta', count(reading) + 1);
  expect(reading.frames.filter(({ event }) => event === 'generations.delta').length).toBe(version - 1);
  stalled.destroy();
});

it('P8 is for clients: a server may add event types and fields', async () => {
  await using app = await StreamApp.start();
  using client = await StreamClient.open(`${app.url}/direct?topic=news/a`);
  await client.until('tape.caught-up');
  await app.tape.store.append('news/a', [{ type: 'news.from_the_future', data: { surprise: true } }]);
  await app.story('a', 'Known');
  await client.until('news.published');
  expect((await app.tape.states.get('news/a')).state).toMatchObject({ stories: [{ headline: 'Known' }] });
});
