import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from '../lib/api.process';
import { ours, type Contender } from '../lib/contenders';
import type { Cores } from '../lib/cores';
import { leastRss } from '../lib/least.rss';
import { describeMachine } from '../lib/machine';
import { scrapeMetrics } from '../lib/metrics';
import { API_MAIN, RESULTS } from '../lib/places';
import { inRounds } from '../lib/rounds';
import { writeResult } from '../lib/run';
import { Readers } from '../readers/readers';
import type { FanOutOptions } from './fan-out.options';
import { visit, WARM_UP_MS, type Visit } from './fan-out.visit';
import { fillSockets } from './fill.sockets';
import { describeStalled, isFaulty, type StalledRound } from './stalled.result';

/** What the readers stream that are to stall: the topic of all, and one that fills their sockets. */
const ASIDE_PATH = '/v1/stream?topic=news/bench&topic=news/fill';
/** Nobody is cut for stalling: who stays costs more than who is gone. */
const NEVER_CUT = { STALL_MS: '3600000' } as const;
/** For so long at both ends of the window the least memory is looked for. */
const MEMORY_MS = 2_000;
const FINISH_MS = 60_000;

interface Entrant extends Contender {
  readonly stall: boolean;
}

/**
 * Measures what readers that take nothing cost the others: some readers are put aside, in both runs; in one of them they stall.
 * Their sockets are full before anything counts, and only the others are measured. `false` when events were lost.
 */
export async function measureStalled(options: FanOutOptions, cores: Cores | undefined): Promise<boolean> {
  const { readers, rate, perTurn, seconds, rounds, stalledPercent } = options;
  const aside = Math.max(1, Math.round((readers * stalledPercent) / 100));
  process.stdout.write(`${readers - aside} readers are measured, ${aside} aside; ${rate} events a second, `);
  process.stdout.write(`${perTurn} a request, ${seconds} s each\n`);
  const start: Contender['start'] = (pinned) =>
    startApi({ main: API_MAIN, directory: RESULTS, cores: pinned, env: NEVER_CUT });
  const entrants: Entrant[] = [
    { ...ours, start, name: 'all read', stall: false },
    { ...ours, start, name: `${aside} take nothing`, stall: true },
  ];
  const measured = await inRounds(entrants, rounds, (entrant) => measure(entrant, aside, options, cores));
  const machine = describeMachine(cores);
  writeResult('fan-out-stalled', { at: new Date().toISOString(), options, machine, contenders: measured });
  process.stdout.write(`\n${describeStalled(measured)}\n`);
  return !isFaulty(measured);
}

function measure(
  entrant: Entrant,
  aside: number,
  { readers, rate, perTurn, seconds }: FanOutOptions,
  cores: Cores | undefined,
): Promise<StalledRound> {
  return visit({ contender: entrant, readers: readers - aside, cores }, async (at): Promise<StalledRound> => {
    const others = new Readers();
    try {
      const { port } = at.server;
      await others.ask('open', { port, path: ASIDE_PATH, readyMark: entrant.readyMark, readers: aside });
      if (entrant.stall) await others.ask('stall', { readers: aside });
      await fillSockets(port, entrant.stall ? aside : 0);
      await at.publisher.start(rate, perTurn);
      const sample = await measureWindow(at, seconds);
      const parked = await parkedReaders(port);
      const totals = await at.finish();
      // Who stalls misses nothing yet: it is all on the tape.
      const last = entrant.stall ? 0 : at.publisher.last;
      const { lost, repeated, broken, cut } = await others.ask('finish', { last, deadlineMs: FINISH_MS });
      return { ...sample, parked, totals, aside: { lost, repeated, broken: broken + cut } };
    } finally {
      await others.close();
    }
  });
}

/** The window, after the warm-up, and how the memory grew in it. */
async function measureWindow({ server: { pid }, publisher, measure }: Visit, seconds: number) {
  await sleep(WARM_UP_MS);
  const before = await leastRss(pid, MEMORY_MS);
  const from = publisher.last;
  const sample = await measure(seconds);
  const events = publisher.last - from;
  const after = await leastRss(pid, MEMORY_MS);
  return { ...sample, events, grownBytes: before === null || after === null ? null : after - before };
}

/** As the API says: behind a full socket. */
async function parkedReaders(port: number): Promise<number> {
  return (await scrapeMetrics(port))('tickertape_readers', 'state="parked"') ?? 0;
}
