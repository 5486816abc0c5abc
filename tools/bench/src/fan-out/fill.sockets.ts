import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestJson } from '../lib/json.request';
import { scrapeMetrics } from '../lib/metrics';

/** An append, which is less than the API allows. */
const BODY_BYTES = 48_000;
const REQUESTS_AT_ONCE = 20;
/** More than the buffers of a socket hold on an ordinary machine (4 MiB): the least that is published, whoever stalls. */
const LEAST_REQUESTS = 120;
const MOST_REQUESTS = 2_000;
const SETTLE_MS = 1_000;

/**
 * Publishes large events on the topic that only readers aside have, until so many of them are parked: at the ordinary
 * rate a stalled socket takes the events of minutes before it is full, and until then it stalls nobody.
 */
export async function fillSockets(port: number, stalled: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const url = `http://127.0.0.1:${port}/v1/topics/news/fill/events`;
  let parked = 0;
  for (let sent = 0; sent < LEAST_REQUESTS || parked < stalled; sent += 1) {
    if (sent > MOST_REQUESTS) throw new Error(`only ${parked} of ${stalled} readers are parked behind a full socket`);
    const data = { storyId: `fill-${sent}`, headline: 'Fill', body: 'x'.repeat(BODY_BYTES) };
    await requestJson(url, agent, 201, { type: 'news.published', data });
    if (sent % REQUESTS_AT_ONCE !== 0) continue;
    parked = (await scrapeMetrics(port))('tickertape_readers', 'state="parked"') ?? 0;
  }
  agent.destroy();
  await sleep(SETTLE_MS);
}
