import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startApi, type Api } from '../support/api.process';
import { newChannel, publish } from '../support/histories';
import { complaintsOf, descriptorsAre, openDescriptors, resourcesOf, TELLING } from '../support/process.resources';
import { eventsOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';
import { within } from '../support/within';

/** Of each kind. */
const CONNECTIONS = 300;
const AT_ONCE = 50;

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { NODE_OPTIONS: TELLING } });
});
afterAll(() => api[Symbol.asyncDispose]());

type Leave = (socket: Socket) => unknown;
const HOW: readonly (readonly [how: string, leave: Leave])[] = [
  ['in good order', (socket) => socket.end()],
  ['at once', (socket) => socket.destroy()],
  ['with a reset', (socket) => socket.resetAndDestroy()],
];

const STREAM = '/v1/news/front/stream';
const REQUEST = `GET ${STREAM} HTTP/1.1\r\nHost: ticker\r\nAccept: text/event-stream\r\n\r\n`;
const APPEND = 'POST /v1/topics/news/front/events HTTP/1.1\r\nHost: ticker\r\nContent-Type: application/json\r\n';

const WHEN: readonly (readonly [when: string, sent: string])[] = [
  ['before they say anything', ''],
  ['in the middle of the request line', `GET ${STREAM.slice(0, 9)}`],
  ['in the middle of the headers', REQUEST.slice(0, -12)],
  ['behind the headers', REQUEST],
  ['in the middle of the body of an append', `${APPEND}Content-Length: 500\r\n\r\n{"type":"news.publ`],
  ['behind two requests at once', REQUEST + REQUEST],
];

/** Connects, says something, and leaves: now at once, now a turn later, now when the first bytes of an answer come. */
async function vanish(sent: string, leave: Leave, n: number): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port: api.port });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  if (sent) socket.write(sent);
  const answered = sent.startsWith(REQUEST);
  if (n % 3 === 1) await new Promise<void>((resolve) => setImmediate(resolve));
  if (n % 3 === 2 && answered) await once(socket, 'data');
  leave(socket);
  // What it is still sent, it does not want.
  socket.resume();
  await within(() => `connection ${n} is closed`, closed);
}

describe.each(WHEN)('hundreds that leave %s', (_, sent) => {
  it.each(HOW)('%s leave nothing behind', async (_, leave) => {
    const descriptors = openDescriptors(api);
    for (let n = 0; n < CONNECTIONS; n += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => vanish(sent, leave, n + i)));
    }
    await descriptorsAre(api, descriptors);
  });
});

it('who comes afterwards is served, and the log is empty', async () => {
  const channel = newChannel(api);
  await using stream = await openStream(channel.streamUrl);
  await stream.event('tape.caught-up');
  await publish(api, channel, 1);
  await stream.event('news.published');
  expect(eventsOf(stream.frames.items)).toHaveLength(1);
  expect(complaintsOf(api)).toBe('');
  expect((await resourcesOf(api)).active).toMatchObject({ TCPServerWrap: 1 });
});
