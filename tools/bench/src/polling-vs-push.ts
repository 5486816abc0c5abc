/**
 * Measures the classic case: users of a delivery tracker who ask "any update?" every few seconds against as many open
 * streams. The same orders, the same updates at the same times, one API on one core.
 *
 * How. The API runs in a process of its own, pinned to one core, the load on the others. In each round it is started for
 * each way in turn, every user places an order, and everybody follows their own: by polls that are spread evenly over the
 * interval, or by a stream. Orders are updated in even steps of time, in an order that has nothing to do with that of the
 * polls, and a window is measured. In a third turn nobody follows: what the updates alone cost.
 *
 * What it is guarded against:
 * - A straw man. Polls keep their connections, which the API keeps open for a minute here, and send the tag of what they
 *   have: most answers are a `304` without a body. Requests have three or four short headers; browsers send many times the
 *   bytes. What many apps do, a connection for each poll and a whole answer each time, costs more than all that is shown.
 * - Flattered streams. Their heartbeats are in the bytes. What opening them costs is not in the window, and neither is
 *   what opening the connections of the polls costs.
 * - Coordinated omission. Polls and updates are sent when they are due, whatever the server does; a poll whose forerunner
 *   has no answer yet is left out, and counted. How stale a view is counts from when an update was due to the bytes at its
 *   user, for each update.
 * - Updates that nobody sees. Each has to become known to its user: what never does is counted.
 * - A noisy machine. CPU time is counted, not time; what others used is shown.
 *
 * Bytes are those of HTTP with its headers, counted at the users' sockets; TCP and IP add about 40 for each packet.
 *
 * The exit code is 1 when a stream missed an update; 2 when it could not run; never for a number.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { claimCores } from './lib/cores';
import { describeMachine } from './lib/machine';
import { requireOpenFiles } from './lib/open-files';
import { WORKSPACE } from './lib/places';
import { inRounds } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import { drawChart } from './polling-vs-push/chart';
import { Nobody } from './polling-vs-push/crowd';
import { PollingCrowd } from './polling-vs-push/polling.crowd';
import { HELP, readOptions, type PollingVsPushOptions } from './polling-vs-push/polling-vs-push.options';
import { chartOf, describeWays, isFaulty, summarise } from './polling-vs-push/polling-vs-push.result';
import { StreamingCrowd } from './polling-vs-push/streaming.crowd';
import { measureWay, type Way } from './polling-vs-push/way';

const CHART = join(WORKSPACE, 'docs/polling-vs-push.svg');
const MS_PER_S = 1_000;
const S_PER_MINUTE = 60;

async function run(options: PollingVsPushOptions): Promise<boolean> {
  const { users, every, updateEvery, seconds, rounds, chart = CHART } = options;
  requireOpenFiles(users);
  const cores = claimCores();
  const polls = Math.round((users / every) * S_PER_MINUTE);
  process.stdout.write(`${users} users, a poll every ${every} s is ${polls} a minute; an order is updated every `);
  process.stdout.write(
    `${updateEvery} s, that is ${Math.round(users / updateEvery)} updates a second; ${seconds} s each\n`,
  );
  const ways: readonly Way[] = [
    { name: 'polling', follows: true, create: (target) => new PollingCrowd(target, every * MS_PER_S) },
    { name: 'streams', follows: true, create: (target) => new StreamingCrowd(target) },
    { name: 'nobody', follows: false, create: () => new Nobody() },
  ];
  const measured = await inRounds(ways, rounds, (way) => measureWay(way, options, cores));
  const results = summarise(measured, users);
  writeResult('polling-vs-push', {
    at: new Date().toISOString(),
    options,
    machine: describeMachine(cores),
    ways: results,
  });
  mkdirSync(dirname(chart), { recursive: true });
  writeFileSync(chart, drawChart(chartOf(measured.slice(0, 2), options)));
  process.stdout.write(`\n${describeWays(measured, users)}\nThe chart is in ${relative(process.cwd(), chart)}\n`);
  return !isFaulty(measured.find(({ name }) => name === 'streams'));
}

await runBench({ help: HELP, readOptions, run });
