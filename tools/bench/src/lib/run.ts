import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './arguments';
import { RESULTS } from './places';

export interface Bench<Options> {
  readonly help: string;
  /** Throws a `UsageError`. */
  readOptions(args: readonly string[]): Options | 'help';
  /** Measures and prints; `false` when an event was lost or repeated. */
  run(options: Options): Promise<boolean>;
}

/** Runs a benchmark: the exit code is 0, or 1 when an event was lost or repeated, or 2 when it could not run. */
export async function runBench<Options>({ help, readOptions, run }: Bench<Options>): Promise<void> {
  // Whatever is to be cleaned up is so on `exit`.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(2));
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === 'help') process.stdout.write(help);
    else process.exitCode = (await run(options)) ? 0 : 1;
  } catch (error) {
    const expected = error instanceof UsageError;
    process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  }
}

/** Keeps a result as `dist/bench/<name>.json`. */
export function writeResult(name: string, result: object): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
}
