import { setTimeout as sleep } from 'node:timers/promises';
import { readUsage } from './process.usage';

const SAMPLE_MS = 250;

/** The least memory of a process, in bytes, that is seen in some time; `null` where the machine does not tell. */
export async function leastRss(pid: number, ms: number): Promise<number | null> {
  let least: number | null = null;
  for (const end = performance.now() + ms; performance.now() < end; await sleep(SAMPLE_MS)) {
    const rss = readUsage(pid)?.rssBytes;
    if (rss !== undefined) least = Math.min(least ?? Infinity, rss);
  }
  return least;
}
