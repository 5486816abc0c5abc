import { join } from 'node:path';
import { PUBLISH_PATH, STREAM_PATH } from '../servers/published';
import { startApi } from './api.process';
import { UsageError } from './arguments';
import type { Cores } from './cores';
import { API_MAIN, BENCH, RESULTS } from './places';
import { startServer, type ServerProcess } from './server.process';

/** A server that is compared. All take the same events and stream the same fields. */
export interface Contender {
  readonly name: string;
  readonly streamPath: string;
  readonly publishPath: string;
  /** Where to publish what no reader is to get. Only while there is none. */
  readonly warmUpPath: string;
  /** What a stream says when its reader gets all that is published from now on. */
  readonly readyMark: string;
  start(cores: Cores | undefined): Promise<ServerProcess>;
}

export const OURS = 'tickertape';
export const NODE_HTTP = 'node-http';
export const PLAIN_NEST = 'plain-nest';

export const ours: Contender = {
  name: OURS,
  streamPath: '/v1/news/bench/stream',
  publishPath: '/v1/topics/news/bench/events',
  warmUpPath: '/v1/topics/news/warm-up/events',
  readyMark: 'event: tape.caught-up',
  start: (cores) => startApi({ main: API_MAIN, directory: RESULTS, cores }),
};

/** Ours first, then what others have: the usual, the library, the least, the limit. */
export const CONTENDERS: readonly Contender[] = [
  ours,
  other(PLAIN_NEST),
  other('better-sse'),
  other(NODE_HTTP),
  other('node-sockets'),
];

function other(name: string): Contender {
  return {
    name,
    streamPath: STREAM_PATH,
    publishPath: PUBLISH_PATH,
    warmUpPath: PUBLISH_PATH,
    // better-sse has no space behind a colon.
    readyMark: 'hello',
    start: (cores) => startServer({ main: join(BENCH, 'servers', `${name}.mjs`), env: {}, cores }),
  };
}

/** Those named, in their usual order; all when none is. Throws a `UsageError` for a name that is none. */
export function selectContenders(names: readonly string[]): readonly Contender[] {
  const known = CONTENDERS.map(({ name }) => name);
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new UsageError(`--only ${strange} is not allowed: ${known.join(', ')}`);
  return names.length === 0 ? CONTENDERS : CONTENDERS.filter(({ name }) => names.includes(name));
}
