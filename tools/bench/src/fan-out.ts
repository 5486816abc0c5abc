/**
 * Measures what one event costs at many readers of one topic: ours, which appends it durably first, against servers that
 * keep nothing (plain Nest, better-sse, node:http, and bare sockets, which are the limit of Node).
 *
 * How. Each server runs in a process of its own, pinned to one core; the load runs on the others: one thread publishes, one
 * reads. In each round every contender has its turn, in the same order; it is started, its readers connect, and
 * after a warm-up a window of time is measured. The CPU time of its process in that window, publishing included, divided by the
 * events that arrived at readers is its cost of a delivery. Numbers shown are medians over the rounds.
 *
 * What it is guarded against:
 * - An unfair race. All take the same bodies by POST and send the same fields; ours also checks and stores them. node:http encodes an
 *   event once and all events of a request in one write, which is the best it can do. Each contender starts afresh, so that
 *   no round inherits the heap of another.
 * - Coordinated omission. Events are published in equal steps of time, on one connection, without waiting for answers; a
 *   latency counts from the moment when an event was due, not from when it was sent, so lateness of the load counts too.
 * - A load that is the bottleneck. Readers share one buffer and look for a stamp in each event instead of parsing it. The CPU of the
 *   load is shown: where it is near 100 %, latencies and the most deliveries are those of the load.
 * - Lost events that make it cheap. Every reader has to get every event once and in order; what is missing or comes again is counted.
 * - Warm-up. Each server takes some thousand events before it has readers, and nothing counts before some seconds of publishing
 *   at the same rate: what is measured is a server that has been running, not its compiler.
 * - Clocks. Publisher and readers are in one process and use the machine's monotonic clock.
 * - A noisy machine. CPU time is counted, not time; what others used is shown; contenders take turns.
 *
 * `--saturate` looks for the highest rate at which the p99 is below 250 ms and all that is published arrives: in steps of a factor
 * up to the first that fails, then between the two. A server may join what comes in one turn of its event loop, and ours
 * does: one transaction, and one write for each reader. That is a part of what is measured, and why ours gets cheaper as the rate
 * goes up. Where the load was at its limit first, the number is a lower bound, and says so.
 *
 * `--stalled` lets some readers take nothing, with ours only, alternately with a run in which they read. Those readers are put aside in
 * both runs, and have a second topic by which their sockets are filled before anything counts: at the ordinary rate a
 * socket takes what is published in minutes before it is full, and until then it stalls nobody. Only the others are measured.
 * The API is told to cut nobody: a stalled reader that stays costs more than one that is gone.
 *
 * The exit code is 1 when a reader lost an event or got one twice; 2 when it could not run; never for a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeFanOut, isFaulty, summarise, type FanOutResult, type Measured } from './fan-out/fan-out.result';
import { HELP, readOptions, type FanOutOptions } from './fan-out/fan-out.options';
import { saturate } from './fan-out/saturate';
import { measureStalled } from './fan-out/stalled';
import { visit, WARM_UP_MS } from './fan-out/fan-out.visit';
import { selectContenders, type Contender } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { requireOpenFiles } from './lib/open-files';
import { inRounds } from './lib/rounds';
import { runBench, writeResult } from './lib/run';

async function run(options: FanOutOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  if (options.saturate) return saturate(options, cores);
  if (options.stalledPercent > 0) return measureStalled(options, cores);
  const { readers, rate, perTurn, seconds, rounds } = options;
  process.stdout.write(`${readers} readers, ${rate} events a second, ${perTurn} a request, ${seconds} s each\n`);
  const contenders = selectContenders(options.only);
  const measured = await inRounds(contenders, rounds, (contender) => measure(contender, options, cores));
  const summary = summarise(measured);
  const result: FanOutResult = {
    at: new Date().toISOString(),
    options,
    machine: describeMachine(cores),
    contenders: summary,
  };
  writeResult('fan-out', result);
  process.stdout.write(`\n${describeFanOut(summary)}\n`);
  return !isFaulty(measured);
}

function measure(
  contender: Contender,
  { readers, rate, perTurn, seconds }: FanOutOptions,
  cores: Cores | undefined,
): Promise<Measured['samples'][number]> {
  return visit({ contender, readers, cores }, async ({ publisher, measure, finish }) => {
    await publisher.start(rate, perTurn);
    await sleep(WARM_UP_MS);
    const sample = await measure(seconds);
    return { ...sample, totals: await finish() };
  });
}

await runBench({ help: HELP, readOptions, run });
