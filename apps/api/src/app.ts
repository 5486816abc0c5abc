import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { assignRequestId } from '@tickertape/nestjs';
import { AppModule } from './app.module';
import { limitCaching } from './cache-control';
import { checkJson } from './check-json';
import { ConfigError, type Config } from './config';
import { serveDocuments } from './documents';
import { ApiLogger } from './logging/api.logger';
import { requireJson } from './require-json';
import { openStore } from './store';

export type App = NestExpressApplication<Server>;

/**
 * Builds the app on the store that the settings name, ready to listen.
 *
 * @param webDir the built web client to serve at `/`; left out where there is none.
 */
export async function createApp(config: Config, webDir?: string): Promise<App> {
  const logger = new ApiLogger(config.logFormat);
  const store = await openStore(config).catch((error: Error) => {
    throw new ConfigError('DATA_DIR', config.dataDir, error.message);
  });
  try {
    const app = await NestFactory.create<App>(AppModule.create(config, store), {
      logger,
      abortOnError: false,
      bodyParser: false,
    });
    app.use(assignRequestId);
    app.use('/v1', limitCaching);
    app.use(requireJson);
    app.useBodyParser('json', { limit: config.maxBodyBytes });
    app.use(checkJson);
    app.disable('x-powered-by');
    serveDocuments(app, webDir);
    await app.init();
    logger.started();
    return app;
  } catch (error) {
    await store.close();
    throw error;
  }
}
