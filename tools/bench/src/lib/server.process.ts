import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Cores } from './cores';

/** A start that takes longer has failed. */
const START_MS = 20_000;
/** A stop that takes longer is ended by force: draining every stream takes far less. */
const STOP_MS = 10_000;

export interface ServerOptions {
  /** The built module to run. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** Flags for Node itself. */
  readonly flags?: readonly string[];
  readonly cores: Cores | undefined;
  /** Called once when it is gone, or when this process is about to be. */
  readonly onGone?: () => void;
}

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a server in a process of its own and waits until it listens, on a port that it prints. However this process
 * ends, a signal it cannot see aside, it takes the server with it.
 */
export async function startServer({ main, env, flags = [], cores, onGone }: ServerOptions): Promise<ServerProcess> {
  if (!existsSync(main)) throw new Error(`${main} is missing: build it, npx nx run-many -t build -p api bench`);
  const command = [process.execPath, ...flags, main];
  // `taskset` becomes the server by exec, so the process id stays that of the child.
  const [file = '', ...args] = cores ? ['taskset', '-c', String(cores.api), ...command] : command;
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const takeAlong = (): void => {
    child.kill('SIGKILL');
    onGone?.();
  };
  process.once('exit', takeAlong);
  const url = await listening(child);
  const stop = async (): Promise<void> => {
    await stopChild(child);
    process.off('exit', takeAlong);
    onGone?.();
  };
  return { url, port: Number(new URL(url).port), pid: child.pid ?? 0, stop };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the server did not start: ${code ?? signal}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /listening on (http:\/\/\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    setTimeout(() => reject(new Error(`the server does not listen after ${START_MS} ms`)), START_MS).unref();
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(force);
}
