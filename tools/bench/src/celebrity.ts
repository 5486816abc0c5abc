/**
 * Measures how long an activity of somebody with very many followers takes to be on every feed, and what token streams beside
 * it notice of that.
 *
 * How. The API runs as in production on a tape that has the followers already; what follows from these is waited for.
 * Some token streams run all the time. First their gaps are measured alone, then the celebrity publishes, several times. Feeds are
 * written in the order of following, so the last follower's feed is the last; it is asked for until it has the activity, and
 * then a sample of all feeds is.
 *
 * What it is guarded against:
 * - A celebrity who has followers only in memory. They are on the tape, and the API reads them at its start.
 * - Feeds that are written and cannot be read. It counts what `GET /v1/feeds/{user}` answers.
 * - A pause that hides among short gaps. The longest gap is shown beside the percentiles.
 *
 * The exit code is 1 when a feed of the sample lacks an activity or has one twice; 2 when it could not run; never for a time.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CELEBRITY, followerOf, writeFollowers } from './celebrity/followers';
import { TokenGaps } from './celebrity/token.gaps';
import { startApi } from './lib/api.process';
import { integer, parseArguments } from './lib/arguments';
import { claimCores } from './lib/cores';
import { requestJson } from './lib/json.request';
import { describeMachine } from './lib/machine';
import { percentilesOf, type Percentiles } from './lib/percentiles';
import { API_MAIN, RESULTS } from './lib/places';
import { runBench, writeResult } from './lib/run';
import { formatNumber, formatTable } from './lib/table';

interface CelebrityOptions {
  readonly followers: number;
  readonly streams: number;
  readonly rounds: number;
}

interface FeedPage {
  readonly items: readonly { readonly id: string }[];
}

const ALONE_MS = 8_000;
const ASK_EVERY_MS = 20;
const SAMPLE = 1_000;
const AT_ONCE = 8;

const HELP = `Usage: nx run bench:celebrity [-- options]

  --followers <n>  of the one who publishes, 1 to 1000000 (default 100000)
  --streams <n>    token streams beside it, 1 to 1000 (default 20)
  --rounds <n>     activities, one after the other, 1 to 100 (default 3)
  --help           this text

Writes dist/bench/celebrity.json.
`;

function readOptions(args: readonly string[]): CelebrityOptions | 'help' {
  const values = parseArguments(args, {
    followers: { type: 'string', default: '100000' },
    streams: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
  });
  if (values.help) return 'help';
  return {
    followers: integer('followers', values.followers, 1, 1_000_000),
    streams: integer('streams', values.streams, 1, 1_000),
    rounds: integer('rounds', values.rounds, 1, 100),
  };
}

async function run(options: CelebrityOptions): Promise<boolean> {
  const { followers, streams, rounds } = options;
  const cores = claimCores();
  mkdirSync(RESULTS, { recursive: true });
  const dataDir = mkdtempSync(join(RESULTS, 'celebrity-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  process.stdout.write(`writing ${followers} followers\n`);
  await writeFollowers(dataDir, followers);
  const api = await startApi({ main: API_MAIN, directory: RESULTS, cores, env: { DATA_DIR: dataDir, SIMULATE: 'on' } });
  const agent = new Agent({ keepAlive: true, maxSockets: streams + AT_ONCE });
  const feedOf = (user: string) => requestJson<FeedPage>(`${api.url}/v1/feeds/${user}`, agent, 200);
  await untilTold(api.url, agent, followers);

  const gaps = new TokenGaps(api.url, agent, streams);
  process.stdout.write('measuring the token streams alone\n');
  await sleep(ALONE_MS / 2);
  gaps.take();
  await sleep(ALONE_MS);
  const alone = percentilesOf(gaps.take());

  const published: string[] = [];
  const everywhereMs: number[] = [];
  const beside: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    gaps.take();
    const began = performance.now();
    const body = { verb: 'post', object: { type: 'note', id: `${round}` }, text: 'Hello, everybody' };
    const { id } = await requestJson<{ id: string }>(`${api.url}/v1/users/${CELEBRITY}/activities`, agent, 201, body);
    published.unshift(id);
    const last = followerOf(followers - 1);
    while ((await feedOf(last)).items[0]?.id !== id) await sleep(ASK_EVERY_MS);
    everywhereMs.push(performance.now() - began);
    beside.push(...gaps.take());
    process.stdout.write(
      `  activity ${round} of ${rounds}: on every feed after ${formatNumber(everywhereMs.at(-1))} ms\n`,
    );
  }
  await gaps.stop();
  const wrong = await countWrong(feedOf, followers, published);
  agent.destroy();
  await api.stop();

  const result = { alone, beside: percentilesOf(beside), everywhereMs: percentilesOf(everywhereMs), wrong };
  writeResult('celebrity', { at: new Date().toISOString(), options, machine: describeMachine(cores), ...result });
  process.stdout.write(`\n${describe(options, result)}`);
  return wrong === 0;
}

/** The API tells the celebrity of each follower, behind the tape's end: until then it has other things to do. */
async function untilTold(api: string, agent: Agent, followers: number): Promise<void> {
  const url = `${api}/v1/notifications/${CELEBRITY}`;
  for (let shown = 0; ;) {
    const { version } = await requestJson<{ version: number }>(url, agent, 200);
    if (version >= followers) return;
    if (version - shown >= followers / 5) {
      process.stdout.write(`  ${version} of them are taken in\n`);
      shown = version;
    }
    await sleep(10 * ASK_EVERY_MS);
  }
}

/** How many feeds of a sample are not exactly what was published. */
async function countWrong(
  feedOf: (user: string) => Promise<FeedPage>,
  followers: number,
  published: readonly string[],
) {
  const step = Math.max(1, Math.floor(followers / SAMPLE));
  let wrong = 0;
  for (let n = 0; n < followers; n += step * AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, i) => n + i * step).filter((one) => one < followers);
    const feeds = await Promise.all(some.map((one) => feedOf(followerOf(one))));
    wrong += feeds.filter(({ items }) => items.map(({ id }) => id).join() !== published.join()).length;
  }
  return wrong;
}

function describe(
  { followers, streams }: CelebrityOptions,
  { alone, beside, everywhereMs, wrong }: Record<'alone' | 'beside' | 'everywhereMs', Percentiles> & { wrong: number },
): string {
  const row = (name: string, { p50, p99, max }: Percentiles) => [name, ...[p50, p99, max].map(formatNumber)];
  return formatTable([
    ['milliseconds', 'p50', 'p99', 'longest'],
    row(`on all ${followers} feeds after`, everywhereMs),
    row(`gaps of ${streams} token streams, alone`, alone),
    row(`gaps of ${streams} token streams, beside it`, beside),
    ['wrong feeds', String(wrong)],
  ]);
}

await runBench({ help: HELP, readOptions, run });
