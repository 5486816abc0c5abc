import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cores } from './cores';

/** A start that takes longer has failed. */
const START_MS = 20_000;
/** A stop that takes longer is ended by force: draining every stream takes far less. */
const STOP_MS = 10_000;

export interface ApiOptions {
  /** The built API. */
  readonly main: string;
  /** Where its data and its profile go. */
  readonly directory: string;
  readonly cores: Cores | undefined;
  /** Name of the CPU profile to write at the end; absent for none. */
  readonly profile?: string;
}

export interface Api {
  readonly url: string;
  readonly pid: number;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts the API with the SQLite store on a directory of its own, which lies on the workspace's disk and not in `/tmp`,
 * since that may be memory. However this process ends, a signal it cannot see aside, it takes the API and the directory
 * with it.
 */
export async function startApi({ main, directory, cores, profile }: ApiOptions): Promise<Api> {
  if (!existsSync(main)) throw new Error(`${main} is missing: build it, npx nx build api`);
  mkdirSync(directory, { recursive: true });
  const dataDir = mkdtempSync(join(directory, 'data-'));
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${directory}`, `--cpu-prof-name=${profile}`] : [];
  const command = [process.execPath, ...(process.env["API_FLAGS"]?.split(" ") ?? []), ...profiling, main];
  // `taskset` becomes the API by exec, so the process id stays that of the child.
  const [file = '', ...args] = cores ? ['taskset', '-c', String(cores.api), ...command] : command;
  const child = spawn(file, args, {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      TAPE_STORE: 'sqlite',
      SIMULATE: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });
  return { url: await listening(child), pid: child.pid ?? 0, stop: () => stop(child) };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the API did not start: ${code ?? signal}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /listening on (http:\/\/\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    setTimeout(() => reject(new Error(`the API does not listen after ${START_MS} ms`)), START_MS).unref();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(force);
}
