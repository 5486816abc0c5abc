import { integer, parseArguments } from '../lib/arguments';

/** What a run is asked for. */
export interface FanOutOptions {
  /** Readers of the one topic. Default: 1,000. */
  readonly readers: number;
  /** Events a second, published in equal steps. Default: 50 for up to 1,000 readers, 5 for more. */
  readonly rate: number;
  /** Events that are published together in one request, so that they reach the readers in one turn. Default: 1. */
  readonly perTurn: number;
  /** How long is measured, after the warm-up. Default: 8. */
  readonly seconds: number;
  /** How often each contender is measured. Default: 3. */
  readonly rounds: number;
  /** Names of contenders; empty for all. */
  readonly only: readonly string[];
  /** Looks for the most deliveries a second instead of measuring at one rate. Default: false. */
  readonly saturate: boolean;
  /** So many percent of the readers take nothing; of ours only, and compared with a run where all read. Default: 0. */
  readonly stalledPercent: number;
}

export const HELP = `Usage: nx run bench:fan-out [-- options]

  --readers <n>   readers of one topic, 1 to 50000 (default 1000)
  --rate <n>      events a second, 1 to 100000 (default 50, with more than 1000 readers 5)
  --per-turn <n>  events published together, 1 to 100 (default 1)
  --seconds <n>   how long to measure after the warm-up, 1 to 600 (default 8)
  --rounds <n>    how often each contender is measured, 1 to 100 (default 3)
  --only <names>  contenders, with commas: tickertape,plain-nest,better-sse,node-http,node-sockets (default all)
  --saturate      look for the most deliveries with a p99 below 250 ms; --seconds is how long each step is measured
  --stalled <n>   so many percent of the readers take nothing, 0 to 90 (default 0; tickertape only, against a run without)
  --help          this text

Writes dist/bench/fan-out.json, or fan-out-saturate.json, or fan-out-stalled.json.
`;

const MANY_READERS = 1_000;

/** Reads the command line; `help` when that is all it asks for. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): FanOutOptions | 'help' {
  const values = parseArguments(args, {
    readers: { type: 'string', default: '1000' },
    rate: { type: 'string' },
    'per-turn': { type: 'string', default: '1' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    saturate: { type: 'boolean', default: false },
    stalled: { type: 'string', default: '0' },
  });
  if (values.help) return 'help';
  const readers = integer('readers', values.readers, 1, 50_000);
  return {
    readers,
    rate: integer('rate', values.rate ?? (readers > MANY_READERS ? '5' : '50'), 1, 100_000),
    perTurn: integer('per-turn', values['per-turn'], 1, 100),
    seconds: integer('seconds', values.seconds, 1, 600),
    rounds: integer('rounds', values.rounds, 1, 100),
    only: values.only.split(',').filter(Boolean),
    saturate: values.saturate,
    stalledPercent: integer('stalled', values.stalled, 0, 90),
  };
}
