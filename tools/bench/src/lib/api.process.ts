import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cores } from './cores';
import { startServer, type ServerProcess } from './server.process';

export interface ApiOptions {
  /** The built API. */
  readonly main: string;
  /** Where its data and its profile go. */
  readonly directory: string;
  readonly cores: Cores | undefined;
  /** Name of the CPU profile to write at the end; absent for none. */
  readonly profile?: string;
  /** Settings of the API beside those that every benchmark gives it. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the API with the SQLite store on a directory of its own, which lies on the workspace's disk and not in `/tmp`,
 * since that may be memory. The directory goes with the process.
 */
export function startApi({ main, directory, cores, profile, env = {} }: ApiOptions): Promise<ServerProcess> {
  mkdirSync(directory, { recursive: true });
  const dataDir = mkdtempSync(join(directory, 'data-'));
  return startServer({
    main,
    cores,
    flags: profile ? ['--cpu-prof', `--cpu-prof-dir=${directory}`, `--cpu-prof-name=${profile}`] : [],
    env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, TAPE_STORE: 'sqlite', SIMULATE: 'off', ...env },
    onGone: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }),
  });
}
