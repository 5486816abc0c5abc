import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { ChildArguments, ChildLine } from './batches';

const CHILD = join(__dirname, '../../../../../dist/specs/tape-sqlite/appending-child.mjs');

/** Call it once before the first child. */
export function buildChild(): void {
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '-c', join(__dirname, 'child.vite.mts'), '--logLevel', 'warn']);
}

/** When a child is killed. */
export interface KillMoment {
  /** After so many acknowledged appends; 0 while it opens the tape. */
  readonly acknowledged: number;
  /** And then so many turns of this process's event loop later. */
  readonly turns: number;
}

/** Runs a child, kills it as the kernel does, in whatever it is doing, and returns all that it has said. */
export async function runAndKill(args: ChildArguments, { acknowledged, turns }: KillMoment): Promise<ChildLine[]> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(args)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines: ChildLine[] = [];
  let left = acknowledged;
  for await (const text of createInterface({ input: child.stdout })) {
    // The kill may cut the last line.
    if (!text.endsWith('}')) break;
    const line = JSON.parse(text) as ChildLine;
    lines.push(line);
    if (line.kind === 'open') continue;
    if (left === 0) void afterTurns(turns).then(() => child.kill('SIGKILL'));
    left -= 1;
  }
  await closed;
  if (child.signalCode !== 'SIGKILL') throw new Error(`the child ended by itself, with code ${child.exitCode}`);
  return lines;
}

async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}
