/**
 * Measures what a connection costs when nothing happens: memory and CPU of each server with many readers that wait.
 *
 * How. Each server runs in a process of its own, pinned to one core. Some readers connect and leave again, so that its code is
 * loaded and compiled; then its memory is taken, all readers connect, and the memory is taken again. What it grew by at
 * node:http is what Node keeps of any connection; the rest is what a server adds. Buffers of the kernel are not in it.
 *
 * What it is guarded against:
 * - Garbage. No collection is forced, since that is not how servers run; the least of many samples counts, over a time in which
 *   V8 tidies up by itself once it sees that nothing goes on. The same for all.
 * - Memory of the start. What the first connections load counts before, not as memory of connections.
 * - Different silence. Ours sends a heartbeat every 15 s and better-sse a comment every 10 s, as they do by default; node:http and
 *   plain Nest send nothing at all, and would not notice a dead connection. That is in the CPU.
 *
 * The exit code is 1 when a connection was lost; 2 when it could not run; never for a number.
 */
import { integer, parseArguments } from './lib/arguments';
import { NODE_HTTP, PLAIN_NEST, selectContenders, type Contender } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { leastRss } from './lib/least.rss';
import { describeMachine } from './lib/machine';
import { requireOpenFiles } from './lib/open-files';
import { inRounds, medianOf, ratioOf } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import { formatNumber, formatTable } from './lib/table';
import { startUsage } from './lib/usage.meter';
import { Readers } from './readers/readers';

interface IdleOptions {
  readonly readers: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly only: readonly string[];
}

const HELP = `Usage: nx run bench:idle [-- options]

  --readers <n>   connected readers, 1 to 50000 (default 10000)
  --seconds <n>   how long they wait, 1 to 600 (default 20)
  --rounds <n>    how often each contender is measured, 1 to 100 (default 3)
  --only <names>  contenders, with commas: tickertape,plain-nest,better-sse,node-http,node-sockets (default all)
  --help          this text

Writes dist/bench/idle.json.
`;

/** So many readers come and go before the memory is first taken. */
const FIRST_READERS = 200;
/** How long the least memory without readers is looked for. */
const BEFORE_MS = 5_000;
const KIB = 1_024;

function readOptions(args: readonly string[]): IdleOptions | 'help' {
  const values = parseArguments(args, {
    readers: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  });
  if (values.help) return 'help';
  return {
    readers: integer('readers', values.readers, 1, 50_000),
    seconds: integer('seconds', values.seconds, 1, 600),
    rounds: integer('rounds', values.rounds, 1, 100),
    only: values.only.split(',').filter(Boolean),
  };
}

interface IdleSample {
  /** `null` where the machine does not tell. */
  readonly kibPerConnection: number | null;
  readonly beforeMiB: number | null;
  readonly afterMiB: number | null;
  /** CPU while nothing happens, in percent of one core. */
  readonly cpuPercent: number | null;
  /** CPU of taking one connection and bringing it to the tail, in microseconds. */
  readonly connectUs: number | null;
  readonly broken: number;
}

async function run(options: IdleOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  const { readers, rounds, only } = options;
  process.stdout.write(`${readers} readers wait\n`);
  const measured = await inRounds(selectContenders(only), rounds, (contender) => measure(contender, options, cores));
  const medians = measured.map(({ name, samples }) => {
    const median = (pick: (sample: IdleSample) => number | null): number | null => medianOf(samples.map(pick));
    return {
      name,
      kibPerConnection: median(({ kibPerConnection }) => kibPerConnection),
      beforeMiB: median(({ beforeMiB }) => beforeMiB),
      afterMiB: median(({ afterMiB }) => afterMiB),
      cpuPercent: median(({ cpuPercent }) => cpuPercent),
      connectUs: median(({ connectUs }) => connectUs),
      broken: samples.reduce((sum, { broken }) => sum + broken, 0),
      samples,
    };
  });
  const memoryOf = (name: string) => medians.find((one) => one.name === name)?.kibPerConnection;
  const contenders = medians.map((one) => ({
    ...one,
    ratioToNodeHttp: ratioOf(one.kibPerConnection, memoryOf(NODE_HTTP)),
    ratioToPlainNest: ratioOf(one.kibPerConnection, memoryOf(PLAIN_NEST)),
  }));
  writeResult('idle', { at: new Date().toISOString(), options, machine: describeMachine(cores), contenders });
  const head = [
    '',
    'KiB each',
    '/node-http',
    '/plain-nest',
    'before MiB',
    'after MiB',
    'CPU %',
    'to connect µs',
    'broken',
  ];
  const rows = contenders.map((one) => [
    one.name,
    ...[one.kibPerConnection, one.ratioToNodeHttp, one.ratioToPlainNest, one.beforeMiB, one.afterMiB].map(formatNumber),
    ...[one.cpuPercent, one.connectUs].map(formatNumber),
    String(one.broken),
  ]);
  process.stdout.write(`\n${formatTable([head, ...rows])}\n`);
  return contenders.every(({ broken }) => broken === 0);
}

async function measure(contender: Contender, options: IdleOptions, cores: Cores | undefined): Promise<IdleSample> {
  const { readers: count, seconds } = options;
  const { port, pid, stop } = await contender.start(cores);
  const target = { port, path: contender.streamPath, readyMark: contender.readyMark };
  const readers = new Readers();
  try {
    await readers.ask('open', { ...target, readers: Math.min(count, FIRST_READERS) });
    await readers.ask('close');
    const before = await leastRss(pid, BEFORE_MS);
    const connecting = startUsage(pid);
    await readers.ask('open', { ...target, readers: count });
    const connected = connecting.end();
    const waiting = startUsage(pid);
    const after = await leastRss(pid, seconds * 1_000);
    const { api } = waiting.end();
    const { broken } = await readers.ask('finish', { last: 0, deadlineMs: 0 });
    return {
      kibPerConnection: before && after ? (after - before) / KIB / count : null,
      beforeMiB: before && before / KIB / KIB,
      afterMiB: after && after / KIB / KIB,
      cpuPercent: api?.cpuPercent ?? null,
      connectUs: connected.api ? (connected.api.cpuMs * 1_000) / count : null,
      broken,
    };
  } finally {
    await readers.close();
    await stop();
  }
}

await runBench({ help: HELP, readOptions, run });
