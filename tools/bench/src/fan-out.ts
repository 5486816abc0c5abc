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
 * - Warm-up. Nothing counts before some seconds of publishing at the same rate.
 * - Clocks. Publisher and readers are in one process and use the machine's monotonic clock.
 * - A noisy machine. CPU time is counted, not time; what others used is shown; contenders take turns.
 *
 * `--saturate` steps the rate up by a quarter, with the same readers, until the p99 is no longer below 250 ms or less arrives
 * than was published, twice; the last step before that counts. `--stalled` lets some readers take nothing, with ours only: alternately
 * with them and without, so that the p99 of the others can be compared.
 *
 * The exit code is 1 when a reader lost an event or got one twice; 2 when it could not run; never for a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeFanOut, isFaulty, summarise, type FanOutResult, type Measured } from './fan-out/fan-out.result';
import { HELP, readOptions, type FanOutOptions } from './fan-out/fan-out.options';
import { saturate } from './fan-out/saturate';
import { visit, WARM_UP_MS } from './fan-out/fan-out.visit';
import { ours, selectContenders, type Contender } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { requireOpenFiles } from './lib/open-files';
import { inRounds } from './lib/rounds';
import { runBench, writeResult } from './lib/run';

async function run(options: FanOutOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  if (options.saturate) return saturate(options, cores);
  const { readers, rate, perTurn, seconds, rounds, stalledPercent } = options;
  process.stdout.write(`${readers} readers, ${rate} events a second, ${perTurn} a request, ${seconds} s each\n`);
  const measured = await inRounds(contendersOf(options), rounds, (contender) => measure(contender, options, cores));
  const contenders = summarise(measured);
  const machine = describeMachine(cores);
  const result: FanOutResult = { at: new Date().toISOString(), options, machine, contenders };
  writeResult(stalledPercent > 0 ? 'fan-out-stalled' : 'fan-out', result);
  process.stdout.write(`\n${describeFanOut(contenders)}\n`);
  return !isFaulty(measured);
}

type Entrant = Contender & { readonly stalled: number };

/** The contenders; with `--stalled` these are ours without and with readers that take nothing. */
function contendersOf({ only, readers, stalledPercent }: FanOutOptions): Entrant[] {
  if (stalledPercent === 0) return selectContenders(only).map((contender) => ({ ...contender, stalled: 0 }));
  const stalled = Math.round((readers * stalledPercent) / 100);
  return [
    { ...ours, name: 'all read', stalled: 0 },
    { ...ours, name: `${stalled} take nothing`, stalled },
  ];
}

function measure(
  contender: Entrant,
  { readers, rate, perTurn, seconds }: FanOutOptions,
  cores: Cores | undefined,
): Promise<Measured['samples'][number]> {
  return visit({ contender, readers, cores }, async ({ publisher, readers: crowd, measure, finish }) => {
    if (contender.stalled > 0) await crowd.ask('stall', { readers: contender.stalled });
    await publisher.start(rate, perTurn);
    await sleep(WARM_UP_MS);
    const sample = await measure(seconds);
    return { ...sample, totals: await finish() };
  });
}

await runBench({ help: HELP, readOptions, run });
