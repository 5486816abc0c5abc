import { spawn } from 'node:child_process';
import { SHELL } from './workspace';

/** What is waited for so long has not happened; npm and the compiler take their time on a small machine. */
const DEADLINE_MS = 60_000;

/** A command that runs beside the test, until it is disposed of. */
export class BackgroundProcess implements AsyncDisposable {
  private output = '';
  private isOver = false;
  private look: () => void = () => undefined;
  private readonly child;
  private readonly over: Promise<void>;

  constructor(
    private readonly command: string,
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ) {
    // A group of its own: npm has children.
    this.child = spawn('bash', ['-c', command], { cwd, env: { ...SHELL, ...env }, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        this.output += bytes.toString();
        this.look();
      });
    }
    this.over = new Promise((resolve) =>
      this.child.once('close', () => {
        this.isOver = true;
        this.look();
        resolve();
      }),
    );
  }

  /** What is printed, as soon as it is; rejects when the process ends without it. One wait at a time. */
  printed(what: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${this.command} ${why} ${what}:\n${this.output}`));
      const timer = setTimeout(() => fail('has not printed'), DEADLINE_MS);
      this.look = () => {
        const [found] = what.exec(this.output) ?? [];
        if (found !== undefined) resolve(found);
        else if (this.isOver) fail('has ended without');
        else return;
        clearTimeout(timer);
        this.look = () => undefined;
      };
      this.look();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.pid !== undefined && !this.isOver) process.kill(-this.child.pid, 'SIGTERM');
    await this.over;
  }
}
