import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel, placeOrder, startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { eventsOf } from '../support/stream.events';
import { openStream, type StreamReader } from '../support/stream.reader';
import { Acknowledged } from './acknowledged';
import { onSmallDisk } from './small.disk';

const FULL = /GenerationRuns.*tape\.db: the disk or the size allowed by maxBytes is full/;

/** Heartbeats of 100 ms are a clock. Ends early when the stream does. */
async function beats({ frames }: StreamReader, count: number): Promise<void> {
  const beaten = () => frames.items.filter(({ event }) => event === 'tape.heartbeat').length;
  const enough = beaten() + count;
  await frames
    .until(`${count} more heartbeats`, () => beaten() >= enough)
    .catch((error: unknown) => {
      if (!frames.isOver) throw error;
    });
}

onSmallDisk('a generation that met a full disk can be cancelled, and its readers are told of its end', async (disk) => {
  await using api = await startApi({ dataDir: disk.path });
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  await using stream = await openStream(`${api.url}${body.links['stream']}?lastEventId=start`);
  await stream.event('generations.delta');
  disk.fill();
  await new Acknowledged(newChannel(api)).publishUntilRefused(api);
  await eventually(
    () => `the run gives up; stderr: ${api.stderr}`,
    () => FULL.test(api.stderr),
  );
  disk.free();
  const cancelled = await fetch(`${api.url}${body.links['cancel']}`, { method: 'POST' });
  expect(cancelled.status).toBe(200);
  expect(await stream.end()).toBe('ended');
  expect(eventsOf(stream.frames.items).at(-1)?.type).toMatch(/^generations\.(cancelled|failed|interrupted)$/);
});

onSmallDisk('what a full disk has stopped is taken up or ended by the next start', async (disk) => {
  await using api = await startApi({ dataDir: disk.path });
  const { body } = await startGeneration(api, { model: 'sim-slow' });
  const order = await placeOrder(api, { simulate: true });
  disk.fill();
  await new Acknowledged(newChannel(api)).publishUntilRefused(api);
  await eventually(
    () => `the run gives up; stderr: ${api.stderr}`,
    () => FULL.test(api.stderr),
  );
  disk.free();
  await api.kill('SIGTERM');
  await api.restart();
  const statusOf = async (url: string) => (await get<{ status: string }>(url)).body.status;
  await eventually(
    () => 'the order goes on',
    async () => (await statusOf(order.resourceUrl)) !== 'received',
  );
  expect(await statusOf(`${api.url}${body.links['self']}`)).toMatch(/^(interrupted|failed)$/);
});

onSmallDisk(
  'once there is room a generation that was stopped is ended, and no reader is left waiting for its next word',
  async (disk) => {
    await using api = await startApi({ dataDir: disk.path, env: { HEARTBEAT_MS: '100' } });
    const { body } = await startGeneration(api, { model: 'sim-slow' });
    await using stream = await openStream(`${api.url}${body.links['stream']}?lastEventId=start`);
    await stream.event('generations.delta');
    disk.fill();
    await new Acknowledged(newChannel(api)).publishUntilRefused(api);
    await eventually(
      () => `the run gives up; stderr: ${api.stderr}`,
      () => FULL.test(api.stderr),
    );
    disk.free();
    await beats(stream, 50);
    expect(stream.frames.items.at(-1)?.event).toBe('tape.closed');
  },
);

onSmallDisk('once there is room a courier that was refused a step takes it', async (disk) => {
  await using api = await startApi({ dataDir: disk.path, env: { HEARTBEAT_MS: '100' } });
  const order = await placeOrder(api, { simulate: true });
  await using stream = await openStream(order.streamUrl);
  disk.fill();
  await new Acknowledged(newChannel(api)).publishUntilRefused(api);
  // Its first step is due after 1.5 s.
  await beats(stream, 30);
  disk.free();
  await beats(stream, 50);
  expect(stream.frames.items.map(({ event }) => event)).toContain('orders.cooking_started');
});
