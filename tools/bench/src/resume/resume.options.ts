import { integer, parseArguments } from '../lib/arguments';
import { NODE_HTTP, OURS, PLAIN_NEST } from '../lib/contenders';

/** What a run is asked for. */
export interface ResumeOptions {
  /** Readers of the one topic. Default: 1,000. */
  readonly readers: number;
  /** Events a second. Default: 10 for up to 1,000 readers, 1 for more: plain Nest keeps up with so many. */
  readonly rate: number;
  /** All readers come back within so many milliseconds. Default: 2,000. */
  readonly withinMs: number;
  /** How often each contender is measured. Default: 3. */
  readonly rounds: number;
  /** Names of contenders. Default: ours, plain Nest and node:http. */
  readonly only: readonly string[];
}

export const HELP = `Usage: nx run bench:resume [-- options]

  --readers <n>    readers of one topic, 1 to 50000 (default 1000)
  --rate <n>       events a second, 1 to 1000 (default 10, with more than 1000 readers 1)
  --within-ms <n>  all readers come back within so many milliseconds, 0 to 60000 (default 2000)
  --rounds <n>     how often each contender is measured, 1 to 100 (default 3)
  --only <names>   contenders, with commas: tickertape,plain-nest,better-sse,node-http,node-sockets
                   (default tickertape,plain-nest,node-http)
  --help           this text

Writes dist/bench/resume.json.
`;

const MANY_READERS = 1_000;

/** Reads the command line; `help` when that is all it asks for. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): ResumeOptions | 'help' {
  const values = parseArguments(args, {
    readers: { type: 'string', default: '1000' },
    rate: { type: 'string' },
    'within-ms': { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: [OURS, PLAIN_NEST, NODE_HTTP].join(',') },
  });
  if (values.help) return 'help';
  const readers = integer('readers', values.readers, 1, 50_000);
  return {
    readers,
    rate: integer('rate', values.rate ?? (readers > MANY_READERS ? '1' : '10'), 1, 1_000),
    withinMs: integer('within-ms', values['within-ms'], 0, 60_000),
    rounds: integer('rounds', values.rounds, 1, 100),
    only: values.only.split(',').filter(Boolean),
  };
}
