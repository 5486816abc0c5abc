import { integer, parseArguments } from '../lib/arguments';

/** What a run is asked for. */
export interface SoakOptions {
  /** How long readers come and go. Default: 180. */
  readonly seconds: number;
  /** Readers at once: each slot has one after the other. Default: 150. */
  readonly readers: number;
  /** The silence after which a stream has a heartbeat. Default: 50, the API's own is 15,000. */
  readonly heartbeatMs: number;
  /** How long a stream lives. Default: 1,000, the API's own is an hour. */
  readonly maxStreamMs: number;
}

export const HELP = `Usage: nx run bench:soak [-- options]

  --seconds <n>        how long readers come and go, 10 to 86400 (default 180)
  --readers <n>        readers at once, 10 to 5000 (default 150)
  --heartbeat-ms <n>   silence until a heartbeat, 10 to 60000 (default 50)
  --max-stream-ms <n>  lifetime of a stream, 100 to 3600000 (default 1000)
  --help               this text

Writes dist/bench/soak.json.
`;

/** Reads the command line; `help` when that is all it asks for. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): SoakOptions | 'help' {
  const values = parseArguments(args, {
    seconds: { type: 'string', default: '180' },
    readers: { type: 'string', default: '150' },
    'heartbeat-ms': { type: 'string', default: '50' },
    'max-stream-ms': { type: 'string', default: '1000' },
  });
  if (values.help) return 'help';
  return {
    seconds: integer('seconds', values.seconds, 10, 86_400),
    readers: integer('readers', values.readers, 10, 5_000),
    heartbeatMs: integer('heartbeat-ms', values['heartbeat-ms'], 10, 60_000),
    maxStreamMs: integer('max-stream-ms', values['max-stream-ms'], 100, 3_600_000),
  };
}
