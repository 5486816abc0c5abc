import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startApi, type Api } from './support/api.process';
import { commands, WORKSPACE } from './support/readme';
import { within } from './support/within';

const execute = promisify(execFile);
/** Building from nothing takes this long on a small machine. */
const BUILD_MS = 240_000;
/** The environment of a person's shell; that of the test runner would make Nx and npm believe they run inside themselves. */
const SHELL = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NX_DAEMON: 'false' };

const isRequest = (command: string) => command.startsWith('curl ');
/** The two of the first block. What runs these tests has installed, and runs `npm test`, with the same words. */
const SET_UP = ['npm ci && npm start', 'npm ci && npm test'];

let api: Api;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'tickertape-readme-'));
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs a command as printed, against the API of this test. Its exit code does not count: curl reports its own cut. */
async function run(command: string): Promise<string> {
  const aimed = command.replaceAll('http://127.0.0.1:3000', api.url);
  const options = { cwd: folder, env: SHELL };
  return (await execute('bash', ['-c', aimed], options).catch((error: { stdout: string }) => error)).stdout;
}

it('begins with the two commands that set everything up', () => {
  expect(commands().slice(0, 2)).toEqual(SET_UP);
  const ci = readFileSync(join(WORKSPACE, '.ci/run'), 'utf8');
  expect(ci).toContain('npm ci');
  expect(ci).toContain('npm test');
});

it('has a demo that is cut, and goes on exactly where it was', async () => {
  const [first = '', second = ''] = commands().filter((command) => command.includes("'Idempotency-Key: demo'"));
  const versions = (output: string) =>
    [...output.matchAll(/^data: .*"version":(\d+),"time"/gm)].map(([, n]) => Number(n));
  const before = await run(first);
  expect(before).toContain('event: tape.snapshot');
  expect(before).not.toContain('tape.closed');
  expect(await readFile(join(folder, 'tape.txt'), 'utf8')).toBe(before);
  const after = await run(second);
  expect(after).toContain('event: tape.closed');
  expect(after).not.toContain('tape.gap');
  const all = [...versions(before), ...versions(after)];
  expect(all).toEqual(all.map((_, i) => i + 2));
}, 60_000);

it('has requests that do what it says', async () => {
  const requests = commands().filter((command) => isRequest(command) && !command.includes("'Idempotency-Key: demo'"));
  const outputs: string[] = [];
  for (const command of requests) outputs.push(await run(command));
  const [placed, followed, published] = outputs;
  expect(placed).toContain('"status":"received"');
  expect(followed).toContain('event: orders.delivered');
  expect(published).toMatch(/^\{"cursor":"[^"]+","version":1\}$/);
  expect(outputs).toHaveLength(3);
}, 60_000);

it(
  'has commands for the workspace that succeed',
  async () => {
    const others = commands().filter((command) => !isRequest(command) && !SET_UP.includes(command));
    expect(others).toContain('npm run build');
    for (const command of others.filter((line) => !line.startsWith('node '))) {
      await execute('bash', ['-c', command], { cwd: WORKSPACE, env: SHELL, maxBuffer: 64 * 1_024 * 1_024 });
    }
  },
  BUILD_MS,
);

it.each(['npm start', 'node dist/apps/api/main.mjs'])(
  'serves the page and the API by %s',
  async (command) => {
    const child = spawn('bash', ['-c', `exec ${command}`], {
      cwd: WORKSPACE,
      env: { ...SHELL, PORT: '0', DATA_DIR: join(folder, 'data') },
      detached: true,
    });
    let output = '';
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    try {
      const url = await within(
        () => `it listens: ${output}`,
        new Promise<string>((resolve, reject) => {
          void gone.then(() => reject(new Error(`it ended: ${output}`)));
          child.stdout.on('data', (bytes: Buffer) => {
            output += bytes.toString();
            const found = /listening on (http:\/\/\S+)/.exec(output)?.[1];
            if (found) resolve(found);
          });
        }),
        BUILD_MS,
      );
      const page = await fetch(url);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).toContain('<title>');
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    } finally {
      // The whole group: npm has children of its own.
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
      await gone;
    }
  },
  BUILD_MS,
);
