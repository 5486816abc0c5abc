import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi } from '../support/api.process';
import { newChannel } from '../support/histories';
import { Acknowledged } from './acknowledged';
import { refusedStart } from './refused.start';
import { onSmallDisk } from './small.disk';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickertape-directory-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const MEND = 'check that it is a file and that its directory can be written';

it('a directory in which nobody can write, not even root, is refused with what to do', async () => {
  const line = await refusedStart({ DATA_DIR: '/proc/tickertape' });
  expect(line).toContain('/proc/tickertape/tape.db');
  expect(line).toContain(MEND);
});

it('a file in place of the directory is refused with what to do, and stays as it is', async () => {
  const file = join(root, 'file');
  await writeFile(file, 'precious');
  const line = await refusedStart({ DATA_DIR: file });
  expect(line).toContain(join(file, 'tape.db'));
  expect(line).toContain(MEND);
  expect(await readFile(file, 'utf8')).toBe('precious');
});

it('a directory in place of the file is refused with what to do', async () => {
  const path = join(root, 'tape.db');
  await mkdir(path);
  const line = await refusedStart({ DATA_DIR: root });
  expect(line).toContain(path);
  expect(line).toContain(MEND);
});

onSmallDisk('a disk that is mounted read-only is refused with what to do, and holds what it held', async (disk) => {
  await using api = await startApi({ dataDir: disk.path });
  const acknowledged = new Acknowledged(newChannel(api));
  await acknowledged.publish(api);
  await api.kill('SIGTERM');
  disk.remount('ro');
  expect(await refusedStart({ DATA_DIR: disk.path })).toContain(MEND);
  disk.remount('rw');
  await api.restart();
  await acknowledged.expectOnTape();
});
