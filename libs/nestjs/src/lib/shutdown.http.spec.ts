import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { StreamApp } from '../protocol/stream-app';

const STREAMS = 1_000;
const CLOSE_MS = 2_000;

/** A stream over a bare socket, and all that it was sent. */
async function openRaw(url: string): Promise<{ socket: Socket; received: () => string }> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  socket.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await once(socket, 'connect');
  socket.write(`GET /direct?topic=news/a HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  while (!text.includes('tape.caught-up')) await once(socket, 'data');
  return { socket, received: () => text };
}

it('closes within two seconds with a thousand streams open, and tells each', async () => {
  const app = await StreamApp.start();
  const clients: Awaited<ReturnType<typeof openRaw>>[] = [];
  for (let i = 0; i < STREAMS; i += 100) {
    clients.push(...(await Promise.all(Array.from({ length: 100 }, () => openRaw(app.url)))));
  }
  const ends = clients.map(({ socket }) => once(socket, 'close'));
  const began = performance.now();
  await app.nest.close();
  expect(performance.now() - began).toBeLessThan(CLOSE_MS);
  await Promise.all(ends);
  expect(clients.filter(({ received }) => received().includes('event: tape.drain')).length).toBe(STREAMS);
  // The end of a chunked body: nobody takes it for a broken one.
  expect(clients.every(({ received }) => received().endsWith('0\r\n\r\n'))).toBe(true);
  const retries = new Set(clients.map(({ received }) => /"retryMs":(\d+)/.exec(received())?.[1]));
  expect(retries.size).toBeGreaterThan(STREAMS / 4);
});

it('closes within two seconds although a client reads nothing', async () => {
  const app = await StreamApp.start();
  const { socket } = await openRaw(app.url);
  socket.pause();
  const body = 'x'.repeat(50_000);
  const data = { storyId: '1', headline: 'Tick', body };
  for (let i = 0; i < 400; i += 1) await app.tape.writer.append('news/a', [{ type: 'news.published', data }]);
  const began = performance.now();
  await app.nest.close();
  expect(performance.now() - began).toBeLessThan(CLOSE_MS);
  socket.destroy();
});

it('leaves nothing of a client that goes while its stream is being set up', async () => {
  await using app = await StreamApp.start();
  const { hostname, port } = new URL(app.url);
  for (let i = 0; i < 50; i += 1) {
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    socket.write(`GET /direct?topic=news/a HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    if (i % 2) await new Promise<void>((resolve) => setImmediate(resolve));
    socket.destroy();
  }
  const { received, socket } = await openRaw(app.url);
  while (app.tape.readers.count() > 1) await new Promise<void>((resolve) => setImmediate(resolve));
  await app.story('a', 'Still here');
  while (!received().includes('Still here')) await once(socket, 'data');
  socket.destroy();
});
