import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, publish } from '../support/histories';
import { get } from '../support/http.request';
import {
  complaintsOf,
  connectedPorts,
  descriptorsAre,
  openDescriptors,
  resourcesOf,
  TELLING,
} from '../support/process.resources';
import { stateOf } from '../support/stream.events';
import { HttpReader } from '../support/http.reader';
import { View } from '../support/view';

const READERS = 2_000;
const ROUNDS = 6;
/** Events of a round: the first half come while they are away, the other half while they read. */
const EVENTS = 6;
/** More than hot code and caches may take, and a kilobyte of each reader of the four rounds between: nothing of one stays. */
const HEAP_GROWTH_MAX_BYTES = 8_000_000;
const RSS_GROWTH_MAX_BYTES = 60_000_000;

it('thousands leave at once and come back at once, again and again, without loss, repeat or growth', async () => {
  await using api = await startApi({ env: { NODE_OPTIONS: TELLING } });
  const channel = newChannel(api);
  const views = Array.from({ length: READERS }, () => new View());
  const descriptors = openDescriptors(api);
  const { active } = await resourcesOf(api);
  const after: { heapBytes: number; rssBytes: number }[] = [];
  let version = 0;
  const tell = async (): Promise<void> => {
    for (let n = 0; n < EVENTS / 2; n += 1) ({ version } = (await publish(api, channel, version + 1)).body);
  };

  for (let round = 1; round <= ROUNDS; round += 1) {
    await tell();
    const readers = await Promise.all(views.map(({ lastEventId }) => HttpReader.open(channel.streamUrl, lastEventId)));
    readers.forEach((reader) => reader.wake());
    await Promise.all(readers.map(({ frames }) => frames.find('the head', ({ event }) => event === 'tape.caught-up')));
    await tell();
    const isLast = ({ id }: { readonly id?: string }) => id === last;
    const { cursor: last } = (await get(channel.resourceUrl)).body;
    await Promise.all(readers.map(({ frames }) => frames.find(`version ${version}`, isLast)));

    await Promise.all(readers.map((reader, n) => reader.leave(n % 2 ? 'FIN' : 'RST')));
    readers.forEach(({ frames }, n) => views[n]?.take(frames.items));
    const ports = new Set(readers.map(({ port }) => port));
    await eventually(
      () => `the server lets go of ${READERS} readers`,
      () => !connectedPorts(api).some((port) => ports.has(port)),
    );
    // Its sockets are closed before their readers are told, in the same turn: whoever asks twice asks after that.
    await resourcesOf(api);
    after.push({ heapBytes: (await resourcesOf(api)).heapBytes, rssBytes: api.rssBytes() });
  }

  const state = stateOf((await get(channel.resourceUrl)).body);
  expect(new Set(views.flatMap(({ faults }) => faults))).toEqual(new Set());
  // The first round began with a snapshot of its first half.
  expect(new Set(views.map(({ events }) => events))).toEqual(new Set([ROUNDS * EVENTS - EVENTS / 2]));
  views.forEach((view) => expect(view.state(channel.topic)).toEqual(state));

  const [, second, , , , sixth] = after;
  if (!second || !sixth) throw new Error('there were six rounds');
  console.info(`heap after each round: ${after.map(({ heapBytes }) => (heapBytes / 1e6).toFixed(1)).join(', ')} MB`);
  console.info(`RSS after each round: ${after.map(({ rssBytes }) => Math.round(rssBytes / 1e6)).join(', ')} MB`);
  expect(sixth.heapBytes - second.heapBytes).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
  expect(sixth.rssBytes - second.rssBytes).toBeLessThan(RSS_GROWTH_MAX_BYTES);
  await descriptorsAre(api, descriptors);
  expect((await resourcesOf(api)).active).toEqual(active);
  expect(complaintsOf(api)).toBe('');
}, 90_000);
