import { startApi, type Api } from '../support/api.process';
import { eventually } from '../support/eventually';
import { eventsUrl, newChannel, publish, startGeneration } from '../support/histories';
import { get, post } from '../support/http.request';
import { connectedPorts } from '../support/process.resources';
import { eventsOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';
import { HttpReader } from '../support/http.reader';
import { startSwallowingProxy, type SwallowingProxy } from '../support/swallowing.proxy';

const MEGABYTE = 1_000_000;
/** More than the kernels keep for a peer that is silent. */
const SILENCE_BYTES = 8 * MEGABYTE;
const TEXT_CHARACTERS = 60_000;

/** Waits until the server has closed its side of what goes through the proxy, which has told it nothing. */
const letGo = (api: Api, { ports }: SwallowingProxy): Promise<void> =>
  eventually(
    () => 'the server lets go of a peer that has vanished',
    () => !connectedPorts(api).some((port) => ports.includes(port)),
  );

it('a reader that has vanished without a word is cut once it takes nothing more, and its generation is cancelled', async () => {
  await using api = await startApi({ env: { STALL_MS: '300', HEARTBEAT_MS: '100' } });
  await using proxy = await startSwallowingProxy(api.port);
  const request = { model: 'sim-slow', maxTokens: 1_000, onDisconnect: 'cancel' };
  const { body: generation } = await startGeneration(api, request);
  using reader = await HttpReader.open(`${proxy.url}${generation.links['stream']}`);
  await reader.wake().frames.find('a first word', ({ event }) => event === 'generations.delta');
  proxy.swallow();

  const text = 'x'.repeat(TEXT_CHARACTERS);
  for (let bytes = 0; bytes < SILENCE_BYTES; bytes += TEXT_CHARACTERS) {
    await post(eventsUrl(api, generation), { type: 'generations.delta', data: { text } });
  }
  await letGo(api, proxy);
  expect(reader.frames.isOver).toBe(false);
  // Nobody is left to read it, and the grace for coming back passes.
  const resource = () => get<{ status: string }>(`${api.url}${generation.links['self']}`);
  await eventually(
    () => 'the generation is cancelled',
    async () => (await resource()).body.status === 'cancelled',
  );
});

it('a reader that has vanished from a quiet stream is let go at the end of its lifetime, and comes back by its cursor', async () => {
  await using api = await startApi({ env: { MAX_STREAM_MS: '1000', HEARTBEAT_MS: '100' } });
  await using proxy = await startSwallowingProxy(api.port);
  const channel = newChannel(api);
  using reader = await HttpReader.open(channel.streamUrl.replace(api.url, proxy.url));
  await reader.wake().frames.find('a heartbeat', ({ event }) => event === 'tape.heartbeat');
  proxy.swallow();
  await publish(api, channel, 1);
  await letGo(api, proxy);
  expect(reader.frames.isOver).toBe(false);
  await publish(api, channel, 2);

  const rest = await readToHead(channel.streamUrl, { lastEventId: reader.lastEventId });
  expect(eventsOf(rest).map(({ version }) => version)).toEqual([1, 2]);
});

it('a server that is told to stop does not wait for a reader that has vanished', async () => {
  await using api = await startApi();
  await using proxy = await startSwallowingProxy(api.port);
  const channel = newChannel(api);
  await using stream = await openStream(channel.streamUrl.replace(api.url, proxy.url));
  await stream.event('tape.caught-up');
  proxy.swallow();
  const { code, signal } = await api.kill('SIGTERM');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  // Its client learns of it when the proxy ends.
  await proxy[Symbol.asyncDispose]();
});
