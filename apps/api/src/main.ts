import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import { createApp, type App } from './app';
import { ConfigError, readConfig, type Config } from './config';
import { openFilesLimit, warnOfOpenFiles } from './open-files';
import { stopOnSignals } from './stop-on-signals';

/**
 * Connections that may wait to be accepted; the kernel makes it `net.core.somaxconn` where that is less. With Node's own 511,
 * thousands of readers that come back within the same second are dropped or reset.
 */
const BACKLOG = 65_535;

/** Starts the server. A start that cannot succeed ends with one line and exit code 1. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp(config, fileURLToPath(new URL('../web', import.meta.url)));
  stopOnSignals(app, config.drainMs, fail);
  // Not Nest's `listen`, which would log a taken port by itself before the one line that says it.
  const server = app.getHttpServer();
  server.listen({ port: config.port, host: config.host, backlog: BACKLOG });
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(config, error);
  });
  process.stdout.write(`Tickertape is listening on ${addressOf(app)}\n`);
  const warning = warnOfOpenFiles(openFilesLimit());
  if (warning) new Logger('Start').warn(warning);
}

/** An address that cannot be listened on, by the variable that names it. */
function cannotListen({ host, port }: Config, { code, message }: NodeJS.ErrnoException): ConfigError {
  return code === 'EADDRINUSE' || code === 'EACCES'
    ? new ConfigError('PORT', String(port), `a port that is free and that this user may listen on (${message})`)
    : new ConfigError('HOST', host, `an address of this machine, or a name that has one (${message})`);
}

function addressOf(app: App): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') return String(address);
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  const reason = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`Tickertape cannot run: ${reason}\n`);
  process.exit(1);
}

main().catch(fail);
