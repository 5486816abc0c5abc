import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { newChannel } from '../support/histories';
import { openStream } from '../support/stream.reader';

it('a process that may open few files says so in one line, with how many readers that allows', async () => {
  await using api = await startApi({ openFiles: 1_024 });
  await eventually(
    () => 'it warns',
    () => api.stderr.endsWith('\n'),
  );
  expect(api.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/1024 files.* 924 readers.*ulimit -n 65536.*LimitNOFILE=65536/),
  ]);
  expect(api.stdout.trim().split('\n')).toEqual([expect.stringContaining('listening on')]);
  await using stream = await openStream(newChannel(api).streamUrl);
  await stream.event('tape.caught-up');
});

it('a process that may open enough of them says nothing', async () => {
  await using api = await startApi({ openFiles: 10_240 });
  const { stderr, code } = await api.kill('SIGTERM');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});
