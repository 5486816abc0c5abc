/**
 * Measures a crowd that comes back: all readers of a topic are cut at once, as by a proxy that restarts, and return with their
 * cursors while events go on.
 *
 * How. The built API runs with the SQLite store on disk, pinned to one core; the load runs on the others. Readers connect, events
 * are published in equal steps; then every connection is reset at the same moment, and each reader connects again at a random moment
 * of the next seconds, with the cursor of the last event that it has. It is at the tail when the stream says so.
 *
 * What it is guarded against:
 * - Lost and repeated events: each reader counts the numbers of all events, over its cut, and waits for the last one published.
 * - A pause of publishing that makes it easy: events go on before, during and after, without waiting for answers.
 * - Readers that come one by one: they return within a time, not one after the other.
 * - A clock per process: times are taken in the process of the readers.
 *
 * The exit code is 1 when a reader lost an event or got one twice; 2 when it could not run; never for a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { integer, parseArguments } from './lib/arguments';
import { ours } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { requireOpenFiles } from './lib/open-files';
import { Publisher } from './lib/publisher';
import { inRounds, medianOf } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import { formatNumber, formatTable } from './lib/table';
import { startUsage, type Used } from './lib/usage.meter';
import type { ReadersResume, ReadersTotals } from './readers/readers.messages';
import { Readers } from './readers/readers';

interface ResumeOptions {
  readonly readers: number;
  readonly rate: number;
  readonly withinMs: number;
  readonly rounds: number;
}

const HELP = `Usage: nx run bench:resume [-- options]

  --readers <n>    readers of one topic, 1 to 50000 (default 1000)
  --rate <n>       events a second, 1 to 1000 (default 50)
  --within-ms <n>  all readers come back within so many milliseconds, 0 to 60000 (default 2000)
  --rounds <n>     how often, 1 to 100 (default 3)
  --help           this text

Writes dist/bench/resume.json.
`;

/** How long events are published before the cut and after all have come back. */
const BEFORE_MS = 3_000;
const AFTER_MS = 1_000;
const FINISH_MS = 20_000;

function readOptions(args: readonly string[]): ResumeOptions | 'help' {
  const values = parseArguments(args, {
    readers: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '50' },
    'within-ms': { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
  });
  if (values.help) return 'help';
  return {
    readers: integer('readers', values.readers, 1, 50_000),
    rate: integer('rate', values.rate, 1, 1_000),
    withinMs: integer('within-ms', values['within-ms'], 0, 60_000),
    rounds: integer('rounds', values.rounds, 1, 100),
  };
}

type ResumeSample = ReadersResume & { readonly used: Used; readonly totals: ReadersTotals };

async function run(options: ResumeOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  const { readers, rate, withinMs, rounds } = options;
  process.stdout.write(`${readers} readers, ${rate} events a second, all back within ${withinMs} ms\n`);
  const [measured] = await inRounds([ours], rounds, () => measure(options, cores));
  const samples = measured?.samples ?? [];
  writeResult('resume', { at: new Date().toISOString(), options, machine: describeMachine(cores), samples });
  const median = (pick: (sample: ResumeSample) => number | null): string => formatNumber(medianOf(samples.map(pick)));
  const total = (pick: (totals: ReadersTotals) => number): string =>
    String(samples.reduce((sum, { totals }) => sum + pick(totals), 0));
  const rows = [
    ['from the cut until all are at the tail', `${median(({ allAtTailMs }) => allAtTailMs)} ms`],
    ['from connecting to the tail, p50', `${median(({ atTailMs }) => atTailMs.p50)} ms`],
    ['from connecting to the tail, p99', `${median(({ atTailMs }) => atTailMs.p99)} ms`],
    ['API CPU meanwhile', `${median(({ used }) => used.api?.cpuMs ?? null)} ms`],
    ['a reader', `${median(({ used }) => (used.api ? (used.api.cpuMs * 1_000) / readers : null))} µs`],
    ['load CPU, of a core', `${median(({ used }) => used.loadCpuPercent)} %`],
    ['other processes, of a core', `${median(({ used }) => used.othersCpuPercent)} %`],
    ['events lost, repeated', `${total(({ lost }) => lost)}, ${total(({ repeated }) => repeated)}`],
    ['connections broken otherwise', total(({ broken }) => broken)],
  ];
  process.stdout.write(`\n${formatTable(rows)}\n`);
  return samples.every(({ totals: { lost, repeated, broken } }) => lost + repeated + broken === 0);
}

async function measure(
  { readers: count, rate, withinMs }: ResumeOptions,
  cores: Cores | undefined,
): Promise<ResumeSample> {
  const { streamPath: path, publishPath, readyMark } = ours;
  const { port, pid, stop } = await ours.start(cores);
  const readers = new Readers({ learnCursors: true });
  const publisher = new Publisher({ port, path: publishPath });
  try {
    await readers.ask('open', { port, path, readyMark, readers: count });
    await publisher.start(rate, 1);
    await sleep(BEFORE_MS);
    const usage = startUsage(pid);
    const resumed = await readers.ask('resume', { withinMs });
    const used = usage.end();
    await sleep(AFTER_MS);
    await publisher.stop();
    const totals = await readers.ask('finish', { last: publisher.last, deadlineMs: FINISH_MS });
    return { ...resumed, used, totals };
  } finally {
    await readers.close();
    await stop();
  }
}

await runBench({ help: HELP, readOptions, run });
