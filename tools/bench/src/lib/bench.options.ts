import { integer, parseArguments } from './arguments';

/** What a run is asked for. */
export interface BenchOptions {
  /** Generations at any moment: where one ends the next begins. Default: 500. */
  readonly generations: number;
  /** The most tokens of one generation. Default: 1,000, twenty seconds of text. */
  readonly tokens: number;
  /** Connections that follow each generation. Default: 1. */
  readonly readersPerGeneration: number;
  /** How long is measured, after the warm-up. Default: 30. */
  readonly seconds: number;
  /**
   * Opens a new connection for every request, as many clients of one request each do. Default: false, every generation's
   * reader keeps its connection for its next one, as browsers and SDKs do.
   */
  readonly freshConnections: boolean;
  /** Writes a CPU profile of the API beside the results; profiling itself costs about a tenth. Default: false. */
  readonly profile: boolean;
}

export const HELP = `Usage: nx run bench:generations [-- options]

  --generations <n>             concurrent generations, 1 to 5000 (default 500)
  --tokens <n>                  the most tokens of one generation, 1 to 100000 (default 1000, twenty seconds of text)
  --readers-per-generation <n>  readers of each, 1 to 100 (default 1)
  --seconds <n>                 how long to measure after the warm-up, 1 to 600 (default 30)
  --fresh-connections           a new connection for every request (default: each reader keeps its own)
  --profile                     write dist/bench/generations.cpuprofile, the CPU profile of the API
  --help                        this text
`;

/** Reads the command line; `help` when that is all it asks for. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const values = parseArguments(args, {
    generations: { type: 'string', default: '500' },
    tokens: { type: 'string', default: '1000' },
    'readers-per-generation': { type: 'string', default: '1' },
    seconds: { type: 'string', default: '30' },
    'fresh-connections': { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  });
  if (values.help) return 'help';
  return {
    generations: integer('generations', values.generations, 1, 5_000),
    tokens: integer('tokens', values.tokens, 1, 100_000),
    readersPerGeneration: integer('readers-per-generation', values['readers-per-generation'], 1, 100),
    seconds: integer('seconds', values.seconds, 1, 600),
    freshConnections: values['fresh-connections'],
    profile: values.profile,
  };
}
