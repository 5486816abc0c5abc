/**
 * A day compressed into minutes: streams live a second instead of an hour and have a heartbeat every 50 ms, so that
 * lifetimes and heartbeats turn over thousands of times, while readers and topics come and go.
 *
 * How. The built API runs with the SQLite store on disk, pinned to one core; the load runs on the others. Each slot of the load has
 * one reader after the other, of 1 to 4 topics: it comes, reads, leaves in good order or by a reset, comes back by its cursor, is
 * sent away at the end of the stream's life and comes back again; some take nothing for a while, some are gone in the middle of
 * the handshake. News channels begin and end, orders are placed and delivered, generations run, and one channel has so much that
 * its retention is at work. A sample a second tells what the API has: memory, files, handles, timers, streams, event loop delay.
 * In the end nothing is published any more, whoever reads stays until it has all, everybody leaves, and what is left
 * is compared with what was there before the first reader.
 *
 * What it is guarded against:
 * - Lost and repeated events: each reader follows the versions of its topics, over all of its connections.
 * - Caches that fill up: what grew is told by the last fifth of the time against the second, not against the beginning, and by a line
 *   from the second on. The tape itself grows too, on disk, and what V8 keeps follows the load: memory is shown, and judged by nobody.
 * - Files that the first reader opens: before the samples begin, some topics and readers were there.
 * - The sampler: it connects for each sample and leaves nothing open; a sample costs the API about a millisecond.
 *
 * The exit code is 1 when a reader lost an event or got one twice, or when files or streams are left after everybody has gone; 2
 * when it could not run; never for memory or time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from './lib/api.process';
import { claimCores, type Cores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { scrapeMetrics } from './lib/metrics';
import { requireOpenFiles } from './lib/open-files';
import { API_MAIN, RESULTS } from './lib/places';
import { runBench, writeResult } from './lib/run';
import { startUsage } from './lib/usage.meter';
import { SoakCrowd } from './soak/soak.crowd';
import { HELP, readOptions, type SoakOptions } from './soak/soak.options';
import { describeSoak, findFaults, type SoakResult } from './soak/soak.result';
import { SoakSampler, type SoakSample } from './soak/soak.sampler';
import { SoakTopics } from './soak/soak.topics';
import { SoakTotals } from './soak/soak.totals';

/** A stalled reader is cut after so long, and readers stall for longer and for less. */
const STALL_MS = 500;
/** Readers of the warm-up, and for how long they are there. */
const FIRST_READERS = 20;
const FIRST_MS = 3_000;
const FINISH_MS = 20_000;
/** Connections kept alive are let go of after five seconds: whatever is there beyond this time is left over. */
const GONE_MS = 20_000;
const QUIET_MS = 2_000;
const POLL_MS = 500;
const REASONS = ['left', 'finished', 'lifetime', 'shutdown', 'overloaded', 'stalled', 'failed'];

async function run(options: SoakOptions): Promise<boolean> {
  requireOpenFiles(options.readers);
  const cores = claimCores();
  const { seconds, readers, heartbeatMs, maxStreamMs } = options;
  process.stdout.write(`${readers} readers at once come and go for ${seconds} s; `);
  process.stdout.write(`a stream lives ${maxStreamMs} ms and has a heartbeat after ${heartbeatMs} ms\n`);
  const result = await soak(options, cores);
  writeResult('soak', result);
  process.stdout.write(`\n${describeSoak(result)}\n`);
  return findFaults(result).length === 0;
}

async function soak(options: SoakOptions, cores: Cores | undefined): Promise<SoakResult> {
  const { seconds, readers, heartbeatMs, maxStreamMs } = options;
  const env = { HEARTBEAT_MS: heartbeatMs, MAX_STREAM_MS: maxStreamMs, STALL_MS, RETRY_MS: 0 };
  const texts = Object.fromEntries(Object.entries(env).map(([name, ms]) => [name, String(ms)]));
  const server = await startApi({ main: API_MAIN, directory: RESULTS, cores, env: texts });
  const sampler = new SoakSampler(server);
  try {
    const warmUp = new SoakTotals();
    await churn(server, FIRST_READERS, warmUp, () => sleep(FIRST_MS));
    const before = await settle(sampler, undefined);
    const totals = new SoakTotals();
    const used = await churn(server, readers, totals, async () => {
      const usage = startUsage(server.pid);
      sampler.start();
      await sleep(seconds * 1_000);
      await sampler.stop();
      return usage.end();
    });
    const after = await settle(sampler, before);
    const metrics = await scrapeMetrics(server.port);
    const ended = Object.fromEntries(
      REASONS.map((reason) => [reason, metrics('tickertape_streams_ended_total', `reason="${reason}"`) ?? 0]),
    );
    totals.lost += warmUp.lost;
    totals.repeated += warmUp.repeated;
    const { samples } = sampler;
    const machine = describeMachine(cores);
    return {
      at: new Date().toISOString(),
      options,
      machine,
      used,
      totals,
      before,
      after,
      ended,
      samples,
    };
  } finally {
    await server.stop();
  }
}

/** Topics and readers come and go meanwhile, and then all are gone. */
async function churn<Measured>(
  { url, port }: { readonly url: string; readonly port: number },
  readers: number,
  totals: SoakTotals,
  meanwhile: () => Promise<Measured>,
): Promise<Measured> {
  const topics = new SoakTopics(url, totals);
  const crowd = new SoakCrowd({ url, port }, topics, totals);
  await topics.start();
  crowd.start(readers);
  const measured = await meanwhile();
  await topics.finish();
  await crowd.finish(FINISH_MS);
  topics.close();
  return measured;
}

/** Nobody is there: waits until files and streams are no more than before, at most so long, and takes a sample. */
async function settle(sampler: SoakSampler, before: SoakSample | undefined): Promise<SoakSample> {
  const end = performance.now() + (before ? GONE_MS : GONE_MS / 2);
  let sample = await sampler.sample();
  const isBack = (): boolean =>
    (sample.files ?? 0) <= (before?.files ?? 0) && (sample.streams ?? 0) <= (before?.streams ?? 0);
  while (!(before && isBack()) && performance.now() < end) {
    await sleep(before ? POLL_MS : QUIET_MS);
    sample = await sampler.sample();
  }
  return sample;
}

await runBench({ help: HELP, readOptions, run });
