import { constants } from 'node:os';
import { Tape } from '@tickertape/tape';
import type { App } from './app';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * At the first signal no stream is opened any more, those that are open are drained, what is under way is finished, the
 * store is closed and the process exits with 0. Connections that are still there after `drainMs` are broken off. A second
 * signal ends the process at once, with 128 and its number, as a shell would say it.
 *
 * @param fail ends the process when that goes wrong.
 */
export function stopOnSignals(app: App, drainMs: number, fail: (error: unknown) => never): void {
  let stopping = false;
  const stop = (signal: (typeof SIGNALS)[number]): void => {
    if (stopping) process.exit(128 + constants.signals[signal]);
    stopping = true;
    // At once, and not only when the sources have ended: whoever balances load is to hear of it by `health/ready`.
    app.get(Tape).readers.refuse();
    // A client that does not finish its request, or does not take its answer, holds nobody up.
    setTimeout(() => app.getHttpServer().closeAllConnections(), drainMs).unref();
    app.close().then(() => process.exit(0), fail);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}
