import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { assignRequestId } from '@tickertape/nestjs';
import { AppModule } from './app.module';
import { compressAnswers } from './compress-answers';
import type { Config } from './config';
import { ApiLogger } from './logging/api.logger';
import { requireJson } from './require-json';
import { openStore } from './store';
import { serveWebFiles } from './web-files';

export type App = NestExpressApplication<Server>;

/**
 * Builds the app on the store that the settings name, ready to listen.
 *
 * @param webDir the built web client to serve at `/`; left out where there is none.
 */
export async function createApp(config: Config, webDir?: string): Promise<App> {
  const logger = new ApiLogger(config.logFormat);
  const store = await openStore(config);
  try {
    const app = await NestFactory.create<App>(AppModule.create(config, store), {
      logger,
      abortOnError: false,
      bodyParser: false,
    });
    app.use(assignRequestId);
    compressAnswers(app);
    app.use(requireJson);
    app.useBodyParser('json', { limit: config.maxBodyBytes });
    app.disable('x-powered-by');
    app.use(helmet({ contentSecurityPolicy: CONTENT_SECURITY_POLICY, strictTransportSecurity: false }));
    if (webDir) serveWebFiles(app, webDir);
    await app.init();
    logger.started();
    return app;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The page has scripts, styles and data of its own origin alone. TLS, and with it HSTS, is the proxy's business. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
};
