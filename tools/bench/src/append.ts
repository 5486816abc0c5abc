/**
 * Measures how many events a second become durable: appends of one event each through `TapeWriter` to the SQLite store, in
 * this process and without HTTP.
 *
 * How. Each scenario has a new file on the workspace's disk. So many producers append at the same time, each its next event when
 * its last one is durable; after a warm-up a window is measured. Latency is from the call to its promise. With trimming, topics
 * have the 1,000 events that news keeps and live states, so the tape trims and stores snapshots all the time.
 *
 * What it is guarded against:
 * - Batches. Every append has one event; what shares a commit was asked for by different producers.
 * - A pause that hides. The longest pause of the event loop is shown beside the percentiles: while the store works, nobody else does.
 * - A disk that is memory. The file lies beside the results, not in /tmp. What FULL costs depends on the disk.
 * - Appends that are none. In the end the versions of all topics are counted.
 * - A noisy machine. Scenarios take turns, and CPU time is shown.
 *
 * The exit code is 1 when an append is not on the tape; 2 when it could not run; never for a time.
 */
import { mkdirSync } from 'node:fs';
import { runScenario, type AppendSample, type Scenario } from './append/append.scenario';
import { integer, parseArguments, UsageError } from './lib/arguments';
import { describeMachine } from './lib/machine';
import { RESULTS } from './lib/places';
import { inRounds, medianOf } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import { formatNumber, formatTable } from './lib/table';

interface AppendOptions {
  readonly seconds: number;
  readonly rounds: number;
  readonly topics: number;
  readonly producers: number;
  /** Only scenarios whose names contain this. Default: all. */
  readonly only: string;
}

const HELP = `Usage: nx run bench:append [-- options]

  --topics <n>     of the scenarios with many topics, 2 to 100000 (default 500)
  --producers <n>  of the scenarios with many producers, 2 to 10000 (default 500)
  --seconds <n>    how long to measure each scenario, 1 to 600 (default 4)
  --rounds <n>     how often, 1 to 100 (default 3)
  --only <text>    only scenarios whose names contain this, e.g. "NORMAL, 500 topics"
  --help           this text

Writes dist/bench/append.json.
`;

function readOptions(args: readonly string[]): AppendOptions | 'help' {
  const values = parseArguments(args, {
    topics: { type: 'string', default: '500' },
    producers: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  });
  if (values.help) return 'help';
  return {
    topics: integer('topics', values.topics, 2, 100_000),
    producers: integer('producers', values.producers, 2, 10_000),
    seconds: integer('seconds', values.seconds, 1, 600),
    rounds: integer('rounds', values.rounds, 1, 100),
    only: values.only,
  };
}

function scenariosOf({ topics, producers, only }: AppendOptions): Scenario[] {
  const kinds = [
    { synchronous: 'NORMAL', trimming: false },
    { synchronous: 'NORMAL', trimming: true },
    { synchronous: 'FULL', trimming: false },
  ] as const;
  const scenarios = kinds.flatMap((kind) =>
    [1, topics].flatMap((topics) =>
      [1, producers].map((producers): Scenario => {
        const who = producers === 1 ? 'a lone producer' : `${producers} producers`;
        const where = topics === 1 ? '1 topic' : `${topics} topics`;
        const name = `${kind.synchronous}, ${where}, ${who}${kind.trimming ? ', trimming' : ''}`;
        return { name, ...kind, topics, producers };
      }),
    ),
  );
  const chosen = scenarios.filter(({ name }) => name.includes(only));
  if (chosen.length === 0)
    throw new UsageError(`--only ${only} is in no name of: ${scenarios.map(({ name }) => name).join('; ')}`);
  return chosen;
}

async function run(options: AppendOptions): Promise<boolean> {
  mkdirSync(RESULTS, { recursive: true });
  const { rounds, seconds } = options;
  const measured = await inRounds(scenariosOf(options), rounds, (scenario) => runScenario(scenario, seconds, RESULTS));
  const scenarios = measured.map(({ name, samples }) => {
    const median = (pick: (sample: AppendSample) => number): number | null => medianOf(samples.map(pick));
    return {
      name,
      appendsPerSecond: median(({ appendsPerSecond }) => appendsPerSecond),
      cpuUsPerAppend: median(({ cpuUsPerAppend }) => cpuUsPerAppend),
      p50Ms: median(({ latencyMs }) => latencyMs.p50),
      p99Ms: median(({ latencyMs }) => latencyMs.p99),
      /** Not the median: a pause is rare. */
      longestPauseMs: Math.max(...samples.map(({ longestPauseMs }) => longestPauseMs)),
      lost: samples.reduce((sum, { lost }) => sum + lost, 0),
      samples,
    };
  });
  writeResult('append', { at: new Date().toISOString(), options, machine: describeMachine(undefined), scenarios });
  const head = ['', 'per s', 'CPU µs', 'p50 ms', 'p99 ms', 'longest pause ms', 'lost'];
  const rows = scenarios.map((one) => [
    one.name,
    ...[one.appendsPerSecond, one.cpuUsPerAppend, one.p50Ms, one.p99Ms, one.longestPauseMs].map(formatNumber),
    String(one.lost),
  ]);
  process.stdout.write(`\n${formatTable([head, ...rows])}\n`);
  return scenarios.every(({ lost }) => lost === 0);
}

await runBench({ help: HELP, readOptions, run });
