import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** The page has scripts, styles and data of its own origin alone. TLS, and with it HSTS, is the proxy's business. */
const PAGE_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  strictTransportSecurity: false,
};

/** Files in this folder are named after what is in them. */
const NAMED_BY_CONTENT = `${sep}assets${sep}`;

/**
 * Serves the built web client at `/`, where there is one, and prepares how everything is sent: pages with the headers by
 * which a browser protects its user, and what is answered to a `GET` compressed. Streams have neither. A browser never shows
 * them as a page, and Node keeps the headers of a response for as long as it lives; and no event waits for a compressor.
 */
export function serveDocuments(app: NestExpressApplication, webDir: string | undefined): void {
  app.use(helmet.xContentTypeOptions());
  app.use(onlyFor(({ path }) => !path.startsWith('/v1/'), helmet(PAGE_HEADERS)));
  app.use(
    onlyFor(({ method, path }) => method === 'GET' && !path.endsWith('/stream'), compression({ filter: isWhole })),
  );
  if (webDir && existsSync(webDir)) app.useStaticAssets(webDir, { setHeaders: keepForEver });
}

function onlyFor(those: (request: Request) => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => (those(request) ? handler(request, response, next) : next());
}

/** No stream, which a request need not show; and a strong tag is of the bytes as they are (RFC 9110, 8.8.1). */
function isWhole(request: Request, response: Response): boolean {
  const { 'content-type': type = '', etag = '' } = response.getHeaders();
  const isStream = String(type).startsWith('text/event-stream');
  return !isStream && !String(etag).startsWith('"') && compression.filter(request, response);
}

function keepForEver(response: ServerResponse, path: string): void {
  if (path.includes(NAMED_BY_CONTENT)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}
