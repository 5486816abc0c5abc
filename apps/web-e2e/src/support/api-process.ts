import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../../../dist/apps/api/main.mjs');

export type Environment = Readonly<Record<string, string>>;

/** Short times, so that a reconnect is not what a test waits for, and no news but a test's own. */
const QUICK: Environment = { HEARTBEAT_MS: '1000', RETRY_MS: '200', SIMULATE: 'off' };

/** The built API in a process of its own, with a store of its own. Disposing it ends the process and removes the store. */
export class ApiProcess implements AsyncDisposable {
  private process: ChildProcess | undefined;
  /** Where it listens; stays the same over restarts. */
  url = '';

  private constructor(
    private readonly dataDir: string,
    private readonly environment: Environment,
  ) {}

  static async start(environment: Environment = {}): Promise<ApiProcess> {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run \`npx nx run-many -t build -p api web\` first`);
    const dataDir = await mkdtemp(join(tmpdir(), 'tickertape-e2e-'));
    const api = new ApiProcess(dataDir, { ...QUICK, ...environment });
    await api.start();
    return api;
  }

  /** Starts it: on a free port the first time, later on the port that it had. `more` holds for this run alone. */
  async start(more: Environment = {}): Promise<void> {
    const PORT = this.url ? new URL(this.url).port : '0';
    const env = { ...process.env, ...this.environment, ...more, PORT, HOST: '127.0.0.1', DATA_DIR: this.dataDir };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    this.url = await readyUrl(child);
  }

  /** Ends it without a word, as a crash would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Removes its tape, as long as it is stopped: it begins another one. */
  async forget(): Promise<void> {
    await rm(this.dataDir, { recursive: true });
    await mkdir(this.dataDir);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

/** The address that a server prints when it listens. */
export function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const [, url] = /listening on (http:\/\/\S+)/.exec(said) ?? [];
      if (url) resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the API ended with ${code} before it was ready:\n${said}`)));
  });
}
