import { setTimeout as sleep } from 'node:timers/promises';
import { selectContenders, type Contender } from '../lib/contenders';
import type { Cores } from '../lib/cores';
import { describeMachine } from '../lib/machine';
import { inRounds } from '../lib/rounds';
import { writeResult } from '../lib/run';
import { nextRate, type Trial } from '../lib/search';
import type { FanOutOptions } from './fan-out.options';
import { isFaulty } from './fan-out.result';
import { visit, WARM_UP_MS, type FanOutSample, type Visit } from './fan-out.visit';
import {
  describeSaturation,
  isLoadBound,
  isNoisy,
  limitOf,
  summariseSaturation,
  type LimitedBy,
  type Saturation,
} from './saturate.result';

const P99_MAX_MS = 250;
/** Every server reaches this at once, or on the way down. */
const FROM_DELIVERIES_PER_SECOND = 10_000;
const LEAST_DELIVERIES_PER_SECOND = 100;
const STEP = 2;
const PRECISION = 1.1;
/** On a machine with others on it one pause is soon had; where they were at work, a step that fails has more chances. */
const CHANCES = 2;
const NOISY_CHANCES = 3;
/** What was due before this rate began is through by then. */
const SETTLE_MS = 1_000;
/** Less than this share of what was published has not kept up: the rest of it is noise at the ends of the window. */
const KEPT_UP = 0.95;

/** Finds the most deliveries a second of each contender, and prints and keeps them; `false` when events were lost. */
export async function saturate(options: FanOutOptions, cores: Cores | undefined): Promise<boolean> {
  const { readers, perTurn, rounds, only, seconds } = options;
  process.stdout.write(`${readers} readers, ${perTurn} events a request, ${seconds} s a step, `);
  process.stdout.write(`as many as arrive with a p99 below ${P99_MAX_MS} ms\n`);
  const measured = await inRounds(selectContenders(only), rounds, (contender) => find(contender, options, cores));
  const contenders = summariseSaturation(measured);
  const machine = describeMachine(cores);
  writeResult('fan-out-saturate', { at: new Date().toISOString(), options, machine, contenders });
  process.stdout.write(`\n${describeSaturation(contenders)}\n`);
  return !isFaulty(measured);
}

function find(contender: Contender, { readers, perTurn, seconds }: FanOutOptions, cores: Cores | undefined) {
  const search = {
    from: FROM_DELIVERIES_PER_SECOND / readers,
    least: LEAST_DELIVERIES_PER_SECOND / readers,
    factor: STEP,
    precision: PRECISION,
  };
  return visit({ contender, readers, cores }, async (at): Promise<Saturation> => {
    const keepsUp = ({ latencyMs, deliveriesPerSecond }: FanOutSample, rate: number): boolean =>
      latencyMs.p99 < P99_MAX_MS && deliveriesPerSecond >= rate * readers * KEPT_UP;
    const trials: Trial[] = [];
    let best: FanOutSample | undefined;
    let limitedBy: LimitedBy = 'server';
    await at.publisher.start(search.from, perTurn);
    await sleep(WARM_UP_MS);
    for (let rate = nextRate(trials, search); rate !== undefined; rate = nextRate(trials, search)) {
      const { sample, passed } = await tryAt(at, rate, { perTurn, seconds, keepsUp });
      trials.push({ rate, passed });
      if (!passed) limitedBy = limitOf(sample, cores);
      else {
        best = sample;
        // Beyond that it would be the load that is measured, whether the server could go on or not.
        if (!isLoadBound(sample, cores)) continue;
        limitedBy = 'load';
        break;
      }
    }
    if (!best) throw new Error(`${contender.name} never keeps up`);
    return { ...best, limitedBy, trials, totals: await at.finish() };
  });
}

async function tryAt(
  at: Visit,
  rate: number,
  { perTurn, seconds, keepsUp }: StepOptions,
): Promise<{ sample: FanOutSample; passed: boolean }> {
  for (let chance = 1; ; chance += 1) {
    await at.publisher.pause();
    await at.publisher.allAnswered();
    await at.publisher.start(rate, perTurn);
    await sleep(SETTLE_MS);
    const sample = await at.measure(seconds);
    const passed = keepsUp(sample, rate);
    if (passed || chance >= (isNoisy(sample) ? NOISY_CHANCES : CHANCES)) return { sample, passed };
  }
}

interface StepOptions {
  readonly perTurn: number;
  readonly seconds: number;
  keepsUp(sample: FanOutSample, rate: number): boolean;
}
