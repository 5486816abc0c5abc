import type { LoggerService } from '@nestjs/common';
import { TapeError } from '@tickertape/tape';
import { PATHS, StreamApp } from '../protocol/stream-app';
import { StreamClient } from '../protocol/stream-client';

/** Keeps what is logged. */
class KeepingLogger implements LoggerService {
  readonly entries: { readonly level: string; readonly message: unknown }[] = [];
  readonly log = (message: unknown) => void this.entries.push({ level: 'log', message });
  readonly warn = (message: unknown) => void this.entries.push({ level: 'warn', message });
  readonly error = (message: unknown) => void this.entries.push({ level: 'error', message });

  of(level: string): unknown[] {
    return this.entries.filter((entry) => entry.level === level).map(({ message }) => message);
  }
}

const headers = { 'X-Request-Id': 'mine' };
const mine = (facts: object) => expect.objectContaining({ requestId: 'mine', ...facts }) as unknown;

async function start(
  options?: Parameters<typeof StreamApp.start>[0],
): Promise<{ app: StreamApp; logger: KeepingLogger }> {
  const app = await StreamApp.start(options);
  const logger = new KeepingLogger();
  app.nest.useLogger(logger);
  return { app, logger };
}

it('an error that is answered 500 is logged with the id of its request', async () => {
  const { app, logger } = await start();
  await using _ = app;
  await fetch(`${app.url}/broken?secret=1`, { method: 'POST', headers });
  const facts = { message: 'request failed', method: 'POST', path: '/broken', status: 500 };
  expect(logger.of('error')).toEqual([mine({ ...facts, error: new Error('a secret') })]);
});

it('an error that is the client’s own leaves no line', async () => {
  const { app, logger } = await start();
  await using _ = app;
  await fetch(`${app.url}/nowhere`, { headers });
  await fetch(`${app.url}/direct?topic=orders/none`, { headers });
  expect(logger.entries).toEqual([]);
});

it.each(PATHS)('a stream leaves one line at its end, on the %s path', async (path) => {
  const { app, logger } = await start();
  await using _ = app;
  await app.order('1', 'received');
  using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1`, { headers });
  await client.until('tape.caught-up');
  await app.order('1', 'cancelled');
  expect(await client.ended).toBe('end');
  expect(logger.entries.map(({ level }) => level)).toEqual(['log']);
  const facts = { message: 'stream ended', topics: ['orders/1'], reason: 'finished', events: 1, cursor: app.cursor(2) };
  expect(logger.of('log')).toEqual([mine({ ...facts, frames: client.frames.length })]);
});

it('the failure of a stream is logged with the id of its request, as its end is', async () => {
  const { app, logger } = await start({ recentEvents: 0 });
  await using _ = app;
  await app.order('1', 'received');
  await app.order('2', 'received');
  const failure = new TapeError('store_failed', 'the disk is gone');
  const read = jest.spyOn(app.tape.store, 'read').mockRejectedValue(failure);
  using client = await StreamClient.open(`${app.url}/direct?topic=orders/1&lastEventId=start`, { headers });
  expect(await client.ended).toBe('broken');
  read.mockRestore();
  expect(logger.of('error')).toEqual([mine({ message: 'the tape has failed', error: failure })]);
  expect(logger.of('log')).toEqual([mine({ message: 'stream ended', reason: 'failed', frames: 2 })]);
});
