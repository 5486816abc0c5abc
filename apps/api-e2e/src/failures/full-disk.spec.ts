import { execFileSync } from 'node:child_process';
import { startApi, type Api } from '../support/api.process';
import { newChannel } from '../support/histories';
import { get } from '../support/http.request';
import { requireTool } from '../support/require.tool';
import { eventsOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';
import { Acknowledged } from './acknowledged';
import { refusedStart } from './refused.start';
import { onSmallDisk } from './small.disk';

/** What holds whenever the medium takes no more: appends are refused, everything else goes on, and room mends it. */
async function expectToOutlive(api: Api, mend: RegExp, { full, room }: Record<'full' | 'room', () => void>) {
  const channel = newChannel(api);
  const acknowledged = new Acknowledged(channel);
  await using stream = await openStream(channel.streamUrl);
  await stream.event('tape.caught-up');
  await acknowledged.publish(api);
  full();

  const refusal = await acknowledged.publishUntilRefused(api);
  expect(refusal).toMatchObject({ status: 503, body: { code: 'store_failed', status: 503 } });
  expect(refusal.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(refusal.headers.get('Retry-After')).toMatch(/^\d+$/);
  expect(refusal.body.detail).toContain(api.dataDir);
  expect(refusal.body.detail).toMatch(mend);

  // Reads, streams and new streams.
  expect(await get(channel.resourceUrl)).toMatchObject({ status: 200, body: { version: acknowledged.count } });
  expect((await get(`${api.url}/health/live`)).status).toBe(200);
  await acknowledged.expectOnTape();
  await stream.frames.until('all', (frames) => eventsOf(frames).length === acknowledged.count);

  room();
  expect((await acknowledged.publish(api)).status).toBe(201);
  await stream.frames.until('the next one', (frames) => eventsOf(frames).length === acknowledged.count);
  await acknowledged.expectOnTape();

  await api.kill('SIGKILL');
  await api.restart();
  await acknowledged.expectOnTape();
}

onSmallDisk('on a full disk appends are refused, all else goes on, and room mends it', async (disk) => {
  await using api = await startApi({ dataDir: disk.path });
  await expectToOutlive(api, /make room/, { full: () => disk.fill(), room: () => disk.free() });
});

requireTool(
  'prlimit',
  'beyond the size that the system allows appends are refused, and all else goes on',
  async (path) => {
    await using api = await startApi();
    const limit = (bytes: string) => execFileSync(path, ['--pid', String(api.pid), `--fsize=${bytes}`]);
    await expectToOutlive(api, /a limit of file sizes/, {
      full: () => limit('100000:unlimited'),
      room: () => limit('unlimited:unlimited'),
    });
  },
);

onSmallDisk(
  'a server that is killed on a full disk starts again once there is room, with all that it said',
  async (disk) => {
    await using api = await startApi({ dataDir: disk.path });
    const acknowledged = new Acknowledged(newChannel(api));
    await acknowledged.publish(api);
    disk.fill();
    await acknowledged.publishUntilRefused(api);
    await api.kill('SIGKILL');
    disk.fill();

    const line = await refusedStart({ DATA_DIR: disk.path });
    expect(line).toMatch(/tape\.db: .* make room/);

    disk.free();
    await api.restart();
    await acknowledged.expectOnTape();
    expect((await acknowledged.publish(api)).status).toBe(201);
  },
);

onSmallDisk('a server that is told to stop on a full disk stops, and loses nothing', async (disk) => {
  await using api = await startApi({ dataDir: disk.path });
  const acknowledged = new Acknowledged(newChannel(api));
  await acknowledged.publish(api);
  disk.fill();
  await acknowledged.publishUntilRefused(api);
  const { code, signal } = await api.kill('SIGTERM');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  disk.free();
  await api.restart();
  await acknowledged.expectOnTape();
});
