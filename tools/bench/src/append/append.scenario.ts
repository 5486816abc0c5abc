import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { checkEventData, newsDtos } from '@tickertape/events/dto';
import { Tape } from '@tickertape/tape';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
import { formatTopic, type Topic } from '@tickertape/wire';
import type { Percentiles } from '../lib/percentiles';

export interface Scenario {
  readonly name: string;
  /** What an append waits for, see `SqliteTapeStoreOptions`. */
  readonly synchronous: 'NORMAL' | 'FULL';
  readonly topics: number;
  /** How many append at the same time, each its next event when the last one is durable. */
  readonly producers: number;
  /** Whether topics are full, so that they are trimmed as they grow, and their states live, so that snapshots are stored. */
  readonly trimming: boolean;
}

export interface AppendSample {
  readonly appendsPerSecond: number;
  readonly cpuUsPerAppend: number;
  readonly latencyMs: Percentiles;
  /** The longest that the event loop was held up. */
  readonly longestPauseMs: number;
  /** Appends whose events are not on the tape in the end: always 0, or the store is broken. */
  readonly lost: number;
}

const WARM_UP_MS = 1_000;
const LOOP_RESOLUTION_MS = 1;
const HISTOGRAM = { lowest: 1, highest: 60_000_000, figures: 3 } as const;
const US_PER_MS = 1_000;
const NS_PER_MS = 1_000_000;
const HEADLINE = 'Witnesses speak of a photo finish, the tape beats the wire by a length';

/** Appends through the tape's writer, as features do, onto a new file in a directory of its own. */
export async function runScenario(scenario: Scenario, seconds: number, directory: string): Promise<AppendSample> {
  const dataDir = mkdtempSync(join(directory, 'data-'));
  const removeData = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeData);
  const store = await SqliteTapeStore.open({ path: join(dataDir, 'tape.db'), synchronous: scenario.synchronous });
  const tape = await Tape.open(store);
  const family = scenario.trimming ? newsDtos.family : { ...newsDtos.family, retention: {} };
  tape.families.register({ family, check: (type, data) => checkEventData(newsDtos, type, data) });
  try {
    return await measure(tape, scenario, seconds);
  } finally {
    await tape.close();
    removeData();
    process.off('exit', removeData);
  }
}

async function measure(
  tape: Tape,
  { topics: count, producers, trimming }: Scenario,
  seconds: number,
): Promise<AppendSample> {
  const topics = Array.from({ length: count }, (_, i) => formatTopic('news', `bench-${i}`));
  if (trimming) await fill(tape, topics);
  const before = await versionsOf(tape, topics);
  const latencyUs = createHistogram(HISTOGRAM);
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  const startsAt = performance.now() + WARM_UP_MS;
  const endsAt = startsAt + seconds * 1_000;
  let appended = 0;
  let cpu: NodeJS.CpuUsage | undefined;

  const produce = async (producer: number): Promise<void> => {
    for (let i = producer; performance.now() < endsAt; i += producers) {
      const from = performance.now();
      if (cpu === undefined && from >= startsAt) {
        cpu = process.cpuUsage();
        delay.enable();
        latencyUs.reset();
      }
      const topic = topics[i % count] as Topic;
      await tape.writer.append(topic, [
        { type: 'news.published', data: { storyId: `story-${i}`, headline: HEADLINE } },
      ]);
      appended += 1;
      latencyUs.record(Math.max(1, Math.round((performance.now() - from) * US_PER_MS)));
    }
  };
  await Promise.all(Array.from({ length: producers }, (_, producer) => produce(producer)));
  delay.disable();
  const measured = latencyUs.count;
  const elapsedMs = performance.now() - startsAt;
  const { user, system } = process.cpuUsage(cpu);
  const ms = (us: number): number => us / US_PER_MS;
  return {
    appendsPerSecond: (measured / elapsedMs) * 1_000,
    cpuUsPerAppend: (user + system) / measured,
    latencyMs: {
      count: measured,
      p50: ms(latencyUs.percentile(50)),
      p99: ms(latencyUs.percentile(99)),
      max: ms(latencyUs.max),
    },
    // The timer itself takes its resolution.
    longestPauseMs: Math.max(0, delay.max / NS_PER_MS - LOOP_RESOLUTION_MS),
    lost: appended - ((await versionsOf(tape, topics)) - before),
  };
}

/** Brings topics to where every further append of a tenth trims them, and keeps their states live from then on. */
async function fill(tape: Tape, topics: readonly Topic[]): Promise<void> {
  const event = { type: 'news.published', data: { storyId: 'story', headline: HEADLINE } };
  const events = Array.from({ length: newsDtos.family.retention.maxEvents ?? 0 }, () => event);
  for (const topic of topics) {
    await tape.writer.append(topic, events);
    await tape.states.get(topic);
  }
}

async function versionsOf(tape: Tape, topics: readonly Topic[]): Promise<number> {
  const heads = await Promise.all(topics.map((topic) => tape.store.head(topic)));
  return heads.reduce((sum, { version }) => sum + version, 0);
}
