import { integer, parseArguments } from '../lib/arguments';

/** What a run is asked for. */
export interface PollingVsPushOptions {
  /** Users, each of whom follows an order of their own. Default: 10,000. */
  readonly users: number;
  /** Seconds between two polls of a user. Default: 5. */
  readonly every: number;
  /** Seconds between two updates of an order, on average over the orders. Default: 30. */
  readonly updateEvery: number;
  /** How long is measured, after the warm-up. Default: 20. */
  readonly seconds: number;
  /** How often each way is measured; the numbers are medians. Default: 1. */
  readonly rounds: number;
  /** Where the chart goes. Default: `docs/polling-vs-push.svg` of the workspace. */
  readonly chart: string | undefined;
}

export const HELP = `Usage: nx run bench:polling-vs-push [-- options]

  --users <n>         users with an order each, 1 to 25000 (default 10000)
  --every <n>         seconds between two polls of a user, 1 to 600 (default 5)
  --update-every <n>  seconds between two updates of an order, 1 to 3600 (default 30)
  --seconds <n>       how long to measure after the warm-up, 1 to 600 (default 20)
  --rounds <n>        how often each way is measured, 1 to 100 (default 1)
  --chart <file>      where the chart goes (default docs/polling-vs-push.svg)
  --help              this text

Writes dist/bench/polling-vs-push.json and the chart.
`;

/** Reads the command line; `help` when that is all it asks for. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): PollingVsPushOptions | 'help' {
  const values = parseArguments(args, {
    users: { type: 'string', default: '10000' },
    every: { type: 'string', default: '5' },
    'update-every': { type: 'string', default: '30' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '1' },
    chart: { type: 'string' },
  });
  if (values.help) return 'help';
  return {
    // One address can open 28,000 connections to another by the usual range of ports.
    users: integer('users', values.users, 1, 25_000),
    every: integer('every', values.every, 1, 600),
    updateEvery: integer('update-every', values['update-every'], 1, 3_600),
    seconds: integer('seconds', values.seconds, 1, 600),
    rounds: integer('rounds', values.rounds, 1, 100),
    chart: values.chart,
  };
}
