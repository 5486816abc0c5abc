import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The folder of the workspace. */
export const WORKSPACE = resolve(__dirname, '../../../..');

/** The names of the libraries, which are those of their packages. */
export const LIBRARIES = readdirSync(join(WORKSPACE, 'libs'));

/** A person's shell, which knows nothing of the test runner's Nx and npm. What npm has loaded once it does not load again. */
export const SHELL = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NX_DAEMON: 'false',
  npm_config_audit: 'false',
  npm_config_prefer_offline: 'true',
};

/** The commands of a README's shell blocks, one a line. */
export function commandsOf(path: string): string[] {
  const blocks = readFileSync(join(WORKSPACE, path), 'utf8').matchAll(/```sh\n([^]*?)```/g);
  return [...blocks].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** Runs a command to its end and gives what it prints. Rejects, with what it said, when it fails. */
export async function run(command: string, cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)('bash', ['-c', command], { cwd, env: SHELL })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} has failed:\n${stdout}${stderr}`, { cause: error });
  }
}
