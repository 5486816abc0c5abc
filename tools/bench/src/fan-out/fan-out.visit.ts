import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from '../lib/contenders';
import type { Cores } from '../lib/cores';
import type { Percentiles } from '../lib/percentiles';
import { readUsage } from '../lib/process.usage';
import { Publisher } from '../lib/publisher';
import { ratioOf } from '../lib/rounds';
import type { ServerProcess } from '../lib/server.process';
import { startUsage, type Used } from '../lib/usage.meter';
import type { ReadersTotals } from '../readers/readers.messages';
import { Readers } from '../readers/readers';

/** After so long what is hot has been compiled. */
export const WARM_UP_MS = 3_000;
/** Before there are readers, so much is published: a server that has been at work for a while. */
const TO_NOBODY_PER_SECOND = 1_000;
const TO_NOBODY_MS = 4_000;
/** What is under way when the last event is published needs no longer, or is lost. */
const FINISH_MS = 60_000;
const MIB = 1_048_576;

/** What one window of one contender came to. Shares are of one core, in percent; `null` where the machine does not tell. */
export interface FanOutSample {
  readonly deliveriesPerSecond: number;
  readonly cpuUsPerDelivery: number | null;
  readonly latencyMs: Percentiles;
  /** Events that a reader finds in its socket at once: what the server, or the way to it, has joined. */
  readonly eventsPerRead: number | null;
  /** How busy the thread of the readers was. */
  readonly busyPercent: number;
  readonly used: Used;
}

export interface FanOutTotals extends ReadersTotals {
  /** Memory at the end of the visit beyond that with all readers open and nothing published. */
  readonly grownMiB: number | null;
}

/** A contender with its readers open. */
export interface Visit {
  readonly server: ServerProcess;
  readonly publisher: Publisher;
  readonly readers: Readers;
  /** Measures a window. The publisher is at work before and after it. */
  measure(seconds: number): Promise<FanOutSample>;
  /** Publishes no more and counts what each reader got. */
  finish(): Promise<FanOutTotals>;
}

/** Starts a contender, opens its readers, and stops it again whatever happens in between. */
export async function visit<Result>(
  { contender, readers: count, cores }: { contender: Contender; readers: number; cores: Cores | undefined },
  use: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const server = await contender.start(cores);
  const readers = new Readers();
  try {
    const { streamPath, publishPath, readyMark } = contender;
    await publishToNobody(server.port, contender.warmUpPath);
    await readers.ask('open', { port: server.port, path: streamPath, readyMark, readers: count });
    return await use(visitOf(server, readers, new Publisher({ port: server.port, path: publishPath })));
  } finally {
    await readers.close();
    await server.stop();
  }
}

/** Without it a server's way of taking an event runs uncompiled for minutes, and is counted as the cost of deliveries. */
async function publishToNobody(port: number, path: string): Promise<void> {
  const publisher = new Publisher({ port, path });
  await publisher.start(TO_NOBODY_PER_SECOND, 1);
  await sleep(TO_NOBODY_MS);
  await publisher.stop();
}

function visitOf(server: ServerProcess, readers: Readers, publisher: Publisher): Visit {
  const { pid } = server;
  const opened = readUsage(pid);
  return {
    server,
    publisher,
    readers,
    measure: async (seconds) => {
      const usage = startUsage(pid);
      await readers.ask('begin');
      await sleep(seconds * 1_000);
      const { deliveries, reads, busyPercent, latencyMs } = await readers.ask('end');
      const used = usage.end();
      return {
        deliveriesPerSecond: (deliveries / used.elapsedMs) * 1_000,
        cpuUsPerDelivery: used.api && deliveries > 0 ? (used.api.cpuMs * 1_000) / deliveries : null,
        latencyMs,
        eventsPerRead: ratioOf(deliveries, reads),
        busyPercent,
        used,
      };
    },
    finish: async () => {
      await publisher.stop();
      const totals = await readers.ask('finish', { last: publisher.last, deadlineMs: FINISH_MS });
      const now = readUsage(pid);
      return { ...totals, grownMiB: opened && now ? (now.rssBytes - opened.rssBytes) / MIB : null };
    },
  };
}
