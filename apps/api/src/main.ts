import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createApp, type App } from './app';
import { ConfigError, readConfig } from './config';

/** Starts the server. A start that cannot succeed ends with one line and exit code 1. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp(config, fileURLToPath(new URL('../web', import.meta.url)));
  stopOnSignals(app);
  // Not Nest's `listen`, which would log a taken port by itself before the one line that says it.
  const server = app.getHttpServer();
  server.listen(config.port, config.host);
  await once(server, 'listening');
  process.stdout.write(`Tickertape is listening on ${addressOf(app)}\n`);
}

function addressOf(app: App): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') return String(address);
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

/** The first signal drains and closes, the second one ends the process at once. */
function stopOnSignals(app: App): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  const reason = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`Tickertape cannot run: ${reason}\n`);
  process.exit(1);
}

main().catch(fail);
