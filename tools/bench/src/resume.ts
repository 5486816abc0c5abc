/**
 * Measures a crowd that comes back: all readers of a topic are cut at once, as by a proxy that restarts, and return with their
 * cursors while events go on.
 *
 * How. The built API runs with the SQLite store on disk, pinned to one core; the load runs on the others. Readers connect, events
 * are published in equal steps; then every connection is reset at the same moment, and each reader connects again at a random moment
 * of the next seconds, with the cursor of the last event that it has. It is at the tail when the stream says so. One reader alone
 * does the same before, so that what the store reads for one can be compared with what it reads for all.
 *
 * Others are in the same storm, without cursors, since they have none: their readers are back with their first frame, and have lost what
 * was published in between. That is shown as what it is, and is no failure.
 *
 * What it is guarded against:
 * - Lost and repeated events: each reader counts the numbers of all events, over its cut, and waits for the last one published.
 * - A pause of publishing that makes it easy: events go on before, during and after, without waiting for answers.
 * - Readers that come one by one: they return within a time, not one after the other.
 * - A clock per process: times are taken in the process of the readers.
 *
 * The exit code is 1 when a reader of ours lost an event or got one twice, or a connection broke; 2 when it could not run; never for a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ours, selectContenders, type Contender } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { scrapeMetrics } from './lib/metrics';
import { requireOpenFiles } from './lib/open-files';
import { Publisher } from './lib/publisher';
import { inRounds } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import { startUsage } from './lib/usage.meter';
import { Readers } from './readers/readers';
import { HELP, readOptions, type ResumeOptions } from './resume/resume.options';
import { describeResume, isFaulty, type ResumeSample } from './resume/resume.result';

/** How long events are published before the cut and after all have come back. */
const BEFORE_MS = 3_000;
const AFTER_MS = 1_000;
const FINISH_MS = 20_000;

async function run(options: ResumeOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  const { readers, rate, withinMs, rounds, only } = options;
  process.stdout.write(`${readers} readers, ${rate} events a second, all back within ${withinMs} ms\n`);
  const measured = await inRounds(selectContenders(only), rounds, (contender) => measure(contender, options, cores));
  const machine = describeMachine(cores);
  writeResult('resume', { at: new Date().toISOString(), options, machine, contenders: measured });
  process.stdout.write(`\n${describeResume(measured, readers)}\n`);
  return !isFaulty(measured);
}

async function measure(
  contender: Contender,
  { readers: count, rate, withinMs }: ResumeOptions,
  cores: Cores | undefined,
): Promise<ResumeSample> {
  const { streamPath: path, publishPath, readyMark } = contender;
  const isOurs = contender === ours;
  const { port, pid, stop } = await contender.start(cores);
  const readers = new Readers({ learnCursors: isOurs });
  const publisher = new Publisher({ port, path: publishPath });
  const reads = async (): Promise<number | null> =>
    isOurs ? (await scrapeMetrics(port))('tickertape_store_reads_total') : null;
  try {
    await readers.ask('open', { port, path, readyMark, readers: count });
    await publisher.start(rate, 1);
    await sleep(BEFORE_MS);
    const atFirst = await reads();
    await readers.ask('resume', { readers: 1, withinMs });
    const afterOne = await reads();
    const usage = startUsage(pid);
    const resumed = await readers.ask('resume', { readers: count, withinMs });
    const used = usage.end();
    const afterAll = await reads();
    await sleep(AFTER_MS);
    await publisher.stop();
    const totals = await readers.ask('finish', { last: publisher.last, deadlineMs: FINISH_MS });
    return { ...resumed, used, oneReads: less(afterOne, atFirst), allReads: less(afterAll, afterOne), totals };
  } finally {
    await readers.close();
    await stop();
  }
}

function less(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

await runBench({ help: HELP, readOptions, run });
