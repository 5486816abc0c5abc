/**
 * Measures the promise about AI token streams: 500 concurrent generations of 50 tokens a second on one core, without a
 * reader noticing, which means that of a hundred readers at most one has a gap beyond 250 ms between its frames.
 *
 * How. The built API runs as it does in production, with the SQLite store on disk, its whole process pinned to one core.
 * This process is the load, on the other cores: it keeps N generations of the model `sim-long` running, which writes
 * 50 tokens a second after a first 400 ms; where one ends the next begins, so the API also starts some 25 of them a second.
 * After a warm-up a window of time is measured, at the readers, by the bytes as they
 * arrive. Tokens are counted by the length of the text; how long one is, a sample of finished generations says.
 *
 * What it is guarded against:
 * - Coordinated omission. The model plays by a plan made at its start and never waits for a reader, so a server that
 *   stalls cannot slow the load that it is measured by. Pauses that still last when the window closes count as well.
 * - Clumping. After a pause, what was held up comes at once, and its many short gaps hide the long one in any percentile
 *   of gaps. So the number that counts is the worst gap of each reader, and the percentile is over readers.
 * - Survivors. A reader whose stream is opened late gets the text at once and has no gaps: it counts as one that noticed,
 *   and the time to the first token counts from the request that starts the generation.
 * - Starting in step. The first generations begin spread over several seconds, at moments of their own.
 * - Warm-up. Nothing counts before all N have been at work for some seconds and what is hot has been compiled.
 * - A clock per process. Gaps and times to the first token are taken within this process, by its monotonic clock. Only
 *   "tape to reader" compares two processes, by the wall clock of their one machine, which has whole milliseconds.
 * - A slow load. Its own lateness (the delay of its event loop) and its CPU are shown: gaps contain them.
 * - A noisy machine. Shown are the CPU that others used and how long the API was ready to run but had to wait for its
 *   core. On two cores every other process takes from the API or from the load: repeat, and take medians.
 *
 * The exit code is 1 when a reader lost an event, got one twice, was broken off, or ended with another text than the
 * resource has; 2 when it could not run; never for a time.
 */
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from './lib/api.process';
import { HELP, readOptions, type BenchOptions } from './lib/bench.options';
import { describeResult, isFaulty, NOTICED_MS, type BenchResult } from './lib/bench.result';
import { claimCores } from './lib/cores';
import { GenerationLoad, RAMP_MS } from './lib/generation.load';
import { describeMachine } from './lib/machine';
import { MeasuredWindow } from './lib/measured.window';
import { percentilesOf, percentOver } from './lib/percentiles';
import { API_MAIN, RESULTS } from './lib/places';
import { runBench, writeResult } from './lib/run';
import type { ServerProcess } from './lib/server.process';
import { startUsage } from './lib/usage.meter';

/** The ramp of the load, and some seconds more. */
const WARM_UP_MS = RAMP_MS + 4_000;
/** A thousand tokens take about twenty seconds; more only where the API is far behind. */
const FINISH_MS = 40_000;
const PROGRESS_MS = 5_000;
const CENSUS_MS = 100;
const LOOP_DELAY_RESOLUTION_MS = 10;

async function run(options: BenchOptions): Promise<boolean> {
  const cores = claimCores();
  const profile = options.profile ? 'generations.cpuprofile' : undefined;
  const api = await startApi({ main: API_MAIN, directory: RESULTS, cores, profile });
  const measured = await measure(api, options);
  await api.stop();
  const result: BenchResult = { at: new Date().toISOString(), options, machine: describeMachine(cores), ...measured };
  writeResult('generations', result);
  process.stdout.write(`\n${describeResult(result)}\n`);
  return !isFaulty(result);
}

/** Runs the load and says what came of it. */
async function measure(
  api: ServerProcess,
  options: BenchOptions,
): Promise<Omit<BenchResult, 'at' | 'options' | 'machine'>> {
  const { generations, readersPerGeneration, seconds } = options;
  process.stdout.write(`${generations} generations with ${readersPerGeneration} reader(s) each, on ${api.url}\n`);
  const window = new MeasuredWindow();
  const load = new GenerationLoad(api.url, options, window);
  let phase = 'warming up';
  const progress = setInterval(() => {
    process.stdout.write(`  ${phase}: ${load.running} at work, ${load.totals.completed} have ended\n`);
  }, PROGRESS_MS);
  load.start();
  await sleep(WARM_UP_MS);

  const loopDelay = monitorEventLoopDelay({ resolution: LOOP_DELAY_RESOLUTION_MS });
  const atWork: number[] = [];
  const census = setInterval(() => atWork.push(load.running), CENSUS_MS);
  const usage = startUsage(api.pid);
  loopDelay.enable();
  window.begin();
  phase = 'measuring';
  await sleep(seconds * 1_000);
  const used = usage.end();
  load.endWindow();
  loopDelay.disable();
  clearInterval(census);

  phase = 'finishing';
  await load.finish(FINISH_MS);
  clearInterval(progress);
  // What ends after this is no longer of interest: the API is about to stop.
  const { tokens, characters, ...completeness } = load.totals;
  if (tokens === 0) throw new Error(`no generation came to its end: ${completeness.reasons.join('; ')}`);
  const generated = window.characters * (tokens / characters);
  const concurrent = atWork.reduce((sum, count) => sum + count, 0) / atWork.length;
  // The whole text at once, after a wait of its whole length: nobody calls that unnoticed.
  const tooLate = Array.from({ length: window.tooLate }, () => Infinity);
  const perSecond = (count: number): number => (count / used.elapsedMs) * 1_000;
  return {
    delivered: {
      concurrent,
      framesPerSecond: perSecond(window.frames),
      tokensPerSecond: perSecond(generated),
      tokensPerSecondOfOne: perSecond(generated) / concurrent,
    },
    latency: {
      firstTokenMs: percentilesOf(window.firstTokensMs),
      gapMs: percentilesOf(window.gapsMs),
      worstGapMs: percentilesOf(window.worstGapsMs),
      deliveryMs: percentilesOf(window.deliveriesMs),
      noticedPercent: percentOver([...window.worstGapsMs, ...tooLate], NOTICED_MS),
      tooLatePercent: (tooLate.length / (tooLate.length + window.worstGapsMs.length)) * 100 || 0,
    },
    api: used.api ? { ...used.api, cpuUsPerToken: (used.api.cpuMs * 1_000) / generated } : null,
    load: { cpuPercent: used.loadCpuPercent, loopDelayMs: delayOf(loopDelay) },
    othersCpuPercent: used.othersCpuPercent,
    completeness,
  };
}

/** Node's histogram has whole intervals of its timer, in nanoseconds: the delay is what they have beyond the resolution. */
function delayOf(histogram: IntervalHistogram): BenchResult['load']['loopDelayMs'] {
  const late = (ns: number): number => Math.max(0, ns / 1e6 - LOOP_DELAY_RESOLUTION_MS);
  return { p50: late(histogram.percentile(50)), p99: late(histogram.percentile(99)), max: late(histogram.max) };
}

await runBench({ help: HELP, readOptions, run });
