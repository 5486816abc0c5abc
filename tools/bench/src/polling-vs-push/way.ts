import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from '../lib/api.process';
import type { Cores } from '../lib/cores';
import { percentilesOf, type Percentiles } from '../lib/percentiles';
import { API_MAIN, BENCH, RESULTS } from '../lib/places';
import type { ServerProcess } from '../lib/server.process';
import { startUsage, type Used } from '../lib/usage.meter';
import type { Bytes } from './counted.socket';
import type { Crowd, CrowdCounts, CrowdTarget } from './crowd';
import { Orders, PLACED_VERSION } from './orders';
import type { PollingVsPushOptions } from './polling-vs-push.options';
import { UserViews } from './user.views';

/** One way in which users can follow their orders. */
export interface Way {
  readonly name: string;
  /** Whether anybody is to know anything. */
  readonly follows: boolean;
  create(target: CrowdTarget): Crowd;
}

/** What one way came to in the window. */
export interface WaySample {
  readonly seconds: number;
  readonly updates: number;
  readonly counts: CrowdCounts;
  readonly bytes: Bytes;
  /** How long answers took that came in the window. */
  readonly answerMs: Percentiles;
  readonly used: Used;
  /** From when an update was due to its user knowing, over all updates of the window. */
  readonly staleMs: Percentiles;
  /** Updates of the window that their users never came to know. */
  readonly unknown: number;
  readonly reasons: readonly string[];
}

/** What is not known by then counts as never known. */
const SETTLE_MS = 30_000;
const LOOK_MS = 20;
const MS_PER_S = 1_000;
/** Everything is compiled and every connection has been used when the window begins. */
const WARM_UP_MS = 3_000;

/** Starts the API, places the orders, lets everybody follow, updates, and measures a window. */
export async function measureWay(
  way: Way,
  options: PollingVsPushOptions,
  cores: Cores | undefined,
): Promise<WaySample> {
  const preload = pathToFileURL(join(BENCH, 'keep-alive.preload.mjs'));
  const env = { NODE_OPTIONS: `--import=${preload.href}` };
  const server = await startApi({ main: API_MAIN, directory: RESULTS, cores, env });
  const orders = new Orders(server.url, options.users);
  try {
    await orders.place();
    tell(`${options.users} orders are placed`);
    return await measureOrders(way, options, server, orders);
  } finally {
    orders.close();
    await server.stop();
  }
}

async function measureOrders(
  way: Way,
  { users, updateEvery, seconds }: PollingVsPushOptions,
  { port, pid }: ServerProcess,
  orders: Orders,
): Promise<WaySample> {
  const views = new UserViews(users, PLACED_VERSION);
  const see = (user: number, version: number): void => views.see(user, version, performance.now());
  const crowd = way.create({ port, orders: orders.ids, see });
  try {
    await crowd.open();
    orders.startUpdates(updateEvery, views);
    await sleep(WARM_UP_MS);
    tell(`measuring for ${seconds} s`);
    const read = () => ({
      updates: orders.updates,
      counts: { ...crowd.counts },
      answers: crowd.answersMs.length,
      bytes: crowd.bytes,
    });
    const before = read();
    const usage = startUsage(pid);
    if (way.follows) views.begin();
    await sleep(seconds * MS_PER_S);
    views.end();
    const used = usage.end();
    const after = read();
    await orders.stopUpdates();
    await settle(orders, views);
    return {
      seconds: used.elapsedMs / MS_PER_S,
      updates: after.updates - before.updates,
      counts: subtract(after.counts, before.counts),
      bytes: subtract(after.bytes, before.bytes),
      answerMs: percentilesOf(crowd.answersMs.slice(before.answers, after.answers)),
      used,
      staleMs: percentilesOf(views.stalenessMs),
      unknown: views.unknown,
      reasons: crowd.reasons,
    };
  } finally {
    crowd.close();
  }
}

/** Waits for what is under way, not for ever: a server that is far behind is a result. Rejects when an update was refused. */
async function settle(orders: Orders, views: UserViews): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  while (orders.unanswered + views.unknown > 0 && performance.now() < end) await sleep(LOOK_MS);
}

/** Each number less that of before. */
function subtract<T extends { readonly [K in keyof T]: number }>(after: T, before: T): T {
  const names = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as T;
}

function tell(progress: string): void {
  process.stdout.write(`    ${progress}\n`);
}
