import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { within } from './within';

/** The built API. `API_MAIN` names another build of it. */
const API_MAIN = process.env['API_MAIN'] ?? resolve(__dirname, '../../../../dist/apps/api/main.mjs');

/** Settings of the API under test; those of the machine that runs the tests are not passed on. */
export type ApiEnv = Readonly<Record<string, string>>;

export interface ApiOptions {
  /** Default: demo sources off, a free port. */
  readonly env?: ApiEnv;
  /** Where it keeps its tape. Default: a new directory, which goes with the API. */
  readonly dataDir?: string;
  /** How many files it may open. Default: as many as this process. */
  readonly openFiles?: number;
}

export interface ApiExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Api extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, the same after a restart. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** What the process that runs now has written to stdout so far. */
  readonly stdout: string;
  /** What all its processes have written to stderr so far. */
  readonly stderr: string;
  /** From now on nobody reads its stdout, and nobody can. */
  closeStdout(): void;
  /** Memory of the process in bytes, as the kernel counts it (`VmRSS`). */
  rssBytes(): number;
  /** Ends the process and says how it ended. */
  kill(signal: NodeJS.Signals): Promise<ApiExit>;
  /** Waits until the process has ended, and says how. */
  exit(): Promise<ApiExit>;
  /** Starts it again after `kill`, on the same port and the same data. */
  restart(): Promise<void>;
}

// A worker of Jest that is told to stop takes its servers with it.
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

class ApiProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<ApiExit>;
  readonly ready: Promise<string>;
  stdout = '';
  stderr = '';

  constructor(env: ApiEnv, openFiles?: number) {
    if (!existsSync(API_MAIN)) throw new Error(`${API_MAIN} is missing: build it, npx nx build api`);
    const path = { PATH: process.env['PATH'] ?? '' };
    const command = [process.execPath, '--enable-source-maps', API_MAIN];
    const [file = '', ...args] = openFiles === undefined ? command : limited(openFiles, command);
    this.child = spawn(file, args, {
      env: { ...path, SIMULATE: 'off', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(this.child);
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = new Promise((resolve) =>
      // `close` comes after the last byte of stdout and stderr, `exit` may come before.
      this.child.once('close', (code, signal) => {
        children.delete(this.child);
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
      }),
    );
    this.ready = new Promise((resolve, reject) => {
      this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        this.stdout += text;
        const url = /listening on (http:\/\/\S+)/.exec(this.stdout)?.[1];
        if (url) resolve(url);
      });
      void this.exited.then((exit) => reject(new Error(`the API did not start: ${JSON.stringify(exit)}`)));
    });
    this.ready.catch(() => undefined);
  }
}

/** Starts the built API and waits until it listens. Rejects when it exits instead. */
export async function startApi({ env = {}, dataDir: given, openFiles }: ApiOptions = {}): Promise<Api> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'tickertape-e2e-')));
  const spawnIn = (port: string) => new ApiProcess({ ...env, DATA_DIR: dataDir, PORT: port }, openFiles);
  let current = spawnIn(env['PORT'] ?? '0');
  let stderr = '';
  const url = await within(() => `the API listens; stderr: ${current.stderr}`, current.ready);
  const port = new URL(url).port;

  const kill = async (signal: NodeJS.Signals): Promise<ApiExit> => {
    const { child, exited } = current;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return within(() => `the API exits after ${signal}; stderr: ${current.stderr}`, exited);
  };
  return {
    url,
    port: Number(port),
    dataDir,
    get pid() {
      return current.child.pid ?? Number.NaN;
    },
    get stdout() {
      return current.stdout;
    },
    get stderr() {
      return stderr + current.stderr;
    },
    closeStdout: () => current.child.stdout?.destroy(),
    rssBytes: () => readRssBytes(current.child.pid),
    kill,
    exit: () => within(() => `the API exits; stderr: ${current.stderr}`, current.exited),
    restart: async () => {
      stderr += current.stderr;
      current = spawnIn(port);
      await within(() => `the API listens again; stderr: ${current.stderr}`, current.ready);
    },
    [Symbol.asyncDispose]: async () => {
      await kill('SIGKILL');
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts the API with settings with which it cannot run, and says how it ended. Rejects when it listens instead. */
export async function startInVain(env: ApiEnv): Promise<ApiExit> {
  const attempt = new ApiProcess(env);
  try {
    const outcome = await within(() => 'the API exits', Promise.race([attempt.exited, attempt.ready]));
    if (typeof outcome === 'string') throw new Error(`it listens on ${outcome}, although it was not to start`);
    return outcome;
  } catch (error) {
    attempt.child.kill('SIGKILL');
    throw error;
  }
}

/** The command in a shell that allows it so many files. The shell becomes the command, so that signals reach it. */
function limited(openFiles: number, command: readonly string[]): string[] {
  return ['/bin/sh', '-c', `ulimit -n ${openFiles} && exec "$@"`, 'sh', ...command];
}

function readRssBytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1_024;
}
