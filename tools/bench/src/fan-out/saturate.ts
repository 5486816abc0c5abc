import { setTimeout as sleep } from 'node:timers/promises';
import { selectContenders, type Contender } from '../lib/contenders';
import type { Cores } from '../lib/cores';
import { describeMachine } from '../lib/machine';
import { inRounds, medianOf } from '../lib/rounds';
import { writeResult } from '../lib/run';
import { formatNumber, formatTable } from '../lib/table';
import type { FanOutOptions } from './fan-out.options';
import { isFaulty, type FanOutRound } from './fan-out.result';
import { visit, WARM_UP_MS, type FanOutSample, type Visit } from './fan-out.visit';

const P99_MAX_MS = 250;
/** Every server reaches this at once, or on the way down. */
const FROM_DELIVERIES_PER_SECOND = 10_000;
const GIVE_UP_DELIVERIES_PER_SECOND = 100;
const STEP = 1.25;
const STEP_DOWN = 0.5;
const CHANCES = 2;
/** A step is measured so long, after it has been at work for a while. */
const STEP_SECONDS = 3;
const SETTLE_MS = 1_000;
/** Less than this share of what was published has not kept up: the rest of it is noise at the ends of the window. */
const KEPT_UP = 0.95;

/** Finds the most deliveries a second of each contender, and prints and keeps them; `false` when events were lost. */
export async function saturate(options: FanOutOptions, cores: Cores | undefined): Promise<boolean> {
  const { readers, perTurn, rounds, only } = options;
  process.stdout.write(`${readers} readers, ${perTurn} events a request, as many as arrive within ${P99_MAX_MS} ms\n`);
  const measured = await inRounds(selectContenders(only), rounds, (contender) => climb(contender, options, cores));
  const contenders = measured.map(({ name, samples }) => ({
    name,
    deliveriesPerSecond: medianOf(samples.map((sample) => sample.deliveriesPerSecond)),
    samples,
  }));
  writeResult('fan-out-saturate', {
    at: new Date().toISOString(),
    options,
    machine: describeMachine(cores),
    contenders,
  });
  const rows = contenders.map(({ name, deliveriesPerSecond, samples }) => {
    const median = (pick: (sample: FanOutRound) => number | null | undefined): string =>
      formatNumber(medianOf(samples.map((sample) => pick(sample) ?? null)));
    return [
      name,
      formatNumber(deliveriesPerSecond),
      median(({ latencyMs }) => latencyMs.p99),
      median(({ cpuUsPerDelivery }) => cpuUsPerDelivery),
      median(({ used }) => used.api?.cpuPercent),
      median(({ used }) => used.loadCpuPercent),
      median(({ used }) => used.othersCpuPercent),
    ];
  });
  const head = ['', 'most per s', 'p99 ms', 'CPU µs', 'server %', 'load %', 'others %'];
  process.stdout.write(`\n${formatTable([head, ...rows])}\n`);
  return !isFaulty(measured);
}

/**
 * Steps up while the contender keeps up, and down before that where it does not even at the start. A step that fails has a
 * second chance: on a machine with others on it one pause is soon had.
 */
function climb(contender: Contender, { readers, perTurn }: FanOutOptions, cores: Cores | undefined) {
  return visit({ contender, readers, cores }, async (at): Promise<FanOutRound> => {
    let rate = FROM_DELIVERIES_PER_SECOND / readers;
    await at.publisher.start(rate, perTurn);
    await sleep(WARM_UP_MS);
    const tryAt = async (rate: number): Promise<FanOutSample | undefined> => {
      for (let chance = 1; chance <= CHANCES; chance += 1) {
        const sample = await step(at, rate, perTurn);
        if (sample.latencyMs.p99 < P99_MAX_MS && sample.deliveriesPerSecond >= rate * readers * KEPT_UP) return sample;
      }
      return undefined;
    };
    let best: FanOutSample | undefined;
    for (;;) {
      const sample = await tryAt(rate);
      if (!sample && best) return { ...best, totals: await at.finish() };
      if (!sample && rate * readers < GIVE_UP_DELIVERIES_PER_SECOND)
        throw new Error(`${contender.name} never keeps up`);
      best = sample;
      rate *= sample ? STEP : STEP_DOWN;
    }
  });
}

async function step({ publisher, measure }: Visit, rate: number, perTurn: number): Promise<FanOutSample> {
  await publisher.pause();
  await publisher.allAnswered();
  await publisher.start(rate, perTurn);
  await sleep(SETTLE_MS);
  return measure(STEP_SECONDS);
}
