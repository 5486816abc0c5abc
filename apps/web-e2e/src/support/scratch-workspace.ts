import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readyUrl } from './api-process';

const execute = promisify(execFile);

export const WORKSPACE = resolve(__dirname, '../../../..');

/** The environment of a person's shell: that of the test runner would make Nx and npm believe they run inside themselves. */
const SHELL = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NX_DAEMON: 'false', NO_COLOR: '1' };
const GIT = ['-c', 'user.name=guide', '-c', 'user.email=guide@localhost'];

/** A copy of the workspace as a clone has it, with the packages of this one. Disposing it ends what it started. */
export class ScratchWorkspace implements AsyncDisposable {
  private server: ChildProcess | undefined;

  private constructor(private readonly folder: string) {}

  static async create(): Promise<ScratchWorkspace> {
    const folder = await mkdtemp(join(tmpdir(), 'tickertape-guide-'));
    const listing = ['ls-files', '-co', '--exclude-standard', '--exclude=node_modules', '-z'];
    const listed = await execute('git', listing, { cwd: WORKSPACE });
    const files = listed.stdout.split('\0').filter((file) => file !== '' && existsSync(join(WORKSPACE, file)));
    for (const file of files) await cp(join(WORKSPACE, file), join(folder, file), { recursive: true });
    await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
    const scratch = new ScratchWorkspace(folder);
    await scratch.git('init', '-q');
    // The folder is ignored in the workspace, the link is no folder.
    await writeFile(join(folder, '.git/info/exclude'), 'node_modules\n');
    await scratch.git('add', '-A');
    await scratch.git(...GIT, 'commit', '-qm', 'as it was');
    return scratch;
  }

  /** Runs a command. Rejects, with what it printed, when it fails. */
  async run(command: string): Promise<string> {
    const options = { cwd: this.folder, env: SHELL, maxBuffer: 64 * 1_024 * 1_024 };
    try {
      return (await execute('bash', ['-ec', command], options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${command}\n${stdout}${stderr}`, { cause: error });
    }
  }

  /** Starts a command that serves, and gives the address that it prints. */
  async serve(command: string): Promise<string> {
    const env = { ...SHELL, PORT: '0', SIMULATE: 'off' };
    this.server = spawn('bash', ['-c', `exec ${command}`], { cwd: this.folder, env, detached: true });
    return readyUrl(this.server);
  }

  /** Changes files by a patch. */
  async apply(patch: string): Promise<void> {
    const applied = execute('git', ['apply', '-'], { cwd: this.folder });
    applied.child.stdin?.end(patch);
    await applied;
  }

  /** The files that are new or have changed since it was made. */
  async changes(): Promise<string[]> {
    return (await this.git('ls-files', '-mo', '--exclude-standard')).split('\n').filter(Boolean);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { server } = this;
    if (server?.pid && server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'close');
      // The whole group: npm has children of its own.
      process.kill(-server.pid, 'SIGTERM');
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async git(...args: string[]): Promise<string> {
    return (await execute('git', args, { cwd: this.folder })).stdout;
  }
}
