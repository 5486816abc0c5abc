import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, startInVain } from '../support/api.process';
import { get } from '../support/http.request';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tickertape-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

it.each([
  ['PORT', 'abc', /0 to 65\D?535/],
  ['PORT', '65536', /0 to 65\D?535/],
  ['PORT', '-1', /0 to 65\D?535/],
  ['HEARTBEAT_MS', '-1', /\d/],
  ['HEARTBEAT_MS', '15s', /\d/],
  ['MAX_STREAM_MS', '1.5', /\d/],
  ['RETRY_MS', 'soon', /\d/],
  ['TAPE_STORE', 'nosuch', /memory, sqlite/],
  ['SIMULATE', 'maybe', /on, off/],
  ['HOST', '999.1.1.1', /an address of this machine/],
  ['HOST', '192.0.2.1', /an address of this machine/],
  ['DATA_DIR', '/proc/tickertape', /its directory can be written/],
])(
  '%s=%s stops the start with one line that names variable, value and what is allowed',
  async (name, value, allowed) => {
    const { code, stdout, stderr } = await startInVain({ DATA_DIR: dataDir, [name]: value });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain(name);
    expect(stderr).toContain(value);
    expect(stderr.slice(stderr.indexOf(value) + value.length)).toMatch(allowed);
  },
);

it('the ready line is one line of plain text that says where it listens', async () => {
  await using api = await startApi();
  const { stdout, code } = await api.kill('SIGTERM');
  expect(linesOf(stdout)).toEqual([expect.stringContaining(`listening on ${api.url}`)]);
  expect(code).toBe(0);
});

it('a second process on the same DATA_DIR is refused with one line, and the first goes on', async () => {
  await using api = await startApi();
  const { code, stderr } = await startInVain({ DATA_DIR: api.dataDir });
  expect(code).toBe(1);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain(`DATA_DIR="${api.dataDir}"`);
  expect((await get(`${api.url}/health/ready`)).status).toBe(200);
});

it('a port that is taken is refused with one line that names it', async () => {
  await using api = await startApi();
  const { code, stderr } = await startInVain({ DATA_DIR: dataDir, PORT: String(api.port) });
  expect(code).toBe(1);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain(`PORT="${api.port}"`);
  expect(stderr).toContain(`127.0.0.1:${api.port}`);
  // No stack trace: it would say nothing to the person who starts it.
  expect(stderr).not.toMatch(/^\s+at /m);
});

it('a DATA_DIR that cannot be one is refused with one line that names it', async () => {
  const { code, stderr } = await startInVain({ DATA_DIR: '/dev/null/data' });
  expect(code).toBe(1);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain('/dev/null/data');
});

it('a server in memory begins a new tape with every start, and tells readers of the old one so', async () => {
  await using api = await startApi({ env: { TAPE_STORE: 'memory' } });
  const url = `${api.url}/v1/news/front/stream`;
  const { cursor } = (await get(`${api.url}/v1/news/front`)).body;
  await api.kill('SIGKILL');
  await api.restart();
  const response = await fetch(url, { headers: { 'Last-Event-ID': cursor } });
  const reader = response.body?.getReader();
  let text = '';
  while (!text.includes('tape.caught-up')) text += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  expect(text).toContain('"reason":"epoch"');
});
